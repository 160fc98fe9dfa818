package launch

import (
	"cmp"
	"fmt"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
)

// Description is a scenario as another process knows it.
type Description struct {
	Info   bench.Info    `json:"info"` // without its functions
	Rivals []bench.Rival `json:"rivals"`
	Cases  []bench.Case  `json:"cases"`  // those of the wish; none where it is about others
	Lacks  string        `json:"lacks"`  // which axis of the wish it has not; empty if it has all
	Skip   *bench.Skip   `json:"skip"`   // why it cannot run here; nil if it can, or was not asked
	Broken string        `json:"broken"` // how it fails before it runs; empty if it does not

	Versions []bench.Version `json:"versions"` // of what it runs on beside Go; none where it was not asked or cannot run
}

// Wish is what a command line asks of the scenarios. The zero value asks for
// all of them, and their grids as they are.
type Wish struct {
	Names  []string       `json:"names"`  // scenarios, in any case of letters; none means all
	Match  string         `json:"match"`  // an expression for SubSlice/size=64KiB/passes=1; cases that it does not match are left out
	Sizes  []bench.Bytes  `json:"sizes"`  // in place of the grid's; none keeps them
	Every  bool           `json:"every"`  // also what the grid leaves out
	Passes []int          `json:"passes"` // in place of the grid's; none keeps them
	Once   bool           `json:"once"`   // of the grid's passes, the first only; and of its axes, where Match does not choose
	Axes   []bench.Choice `json:"axes"`   // values of further axes in place of the grid's, or beside it; none keeps them
}

// Descriptions describes every scenario, in order. Whether it can run here is
// asked only of those that have a case of the wish, because asking may start a
// Python. It is a mistake of the caller if w.Match is no expression.
func Descriptions(scenarios []bench.Scenario, w Wish) []Description {
	match := regexp.MustCompile(w.Match)
	all := make([]Description, len(scenarios))
	for i, s := range scenarios {
		all[i] = Description{Info: s.Describe(), Rivals: s.Rivals()}
		if w.names(all[i].Info.Name) {
			all[i].ask(w, match)
		}
	}
	return all
}

// ask fills in the cases, and why the scenario cannot run here. What panics is
// broken.
func (d *Description) ask(w Wish, match *regexp.Regexp) {
	defer func() {
		if r := recover(); r != nil {
			d.Broken = fmt.Sprintf("panic: %v, at %s", r, panicPlace(debug.Stack()))
		}
	}()
	grid, lacks := w.grid(d.Info.Grid)
	if d.Lacks = lacks; lacks != "" {
		return
	}
	d.Cases = slices.DeleteFunc(grid.Cases(), func(c bench.Case) bool {
		return !match.MatchString(d.Info.Name + "/" + c.String())
	})
	if len(d.Cases) == 0 {
		return
	}
	if d.Info.Ready != nil {
		err := d.Info.Ready()
		if d.Skip = bench.Skipped(err); err != nil && d.Skip == nil {
			d.Broken = err.Error()
		}
	}
	if d.Info.Versions != nil && d.Reason() == "" {
		d.Versions = d.Info.Versions()
	}
}

// Reason is why the scenario cannot run here; empty if it can.
func (d Description) Reason() string {
	if d.Skip != nil {
		return d.Skip.Error()
	}
	return cmp.Or(d.Lacks, d.Broken)
}

func (w Wish) names(name string) bool {
	return len(w.Names) == 0 || slices.ContainsFunc(w.Names, func(n string) bool { return strings.EqualFold(n, name) })
}

// grid is what the wish makes of a grid, or which of its axes the grid has not.
func (w Wish) grid(g bench.Grid) (wished bench.Grid, lacks string) {
	if len(w.Sizes) > 0 {
		g.Sizes = w.Sizes
	}
	if w.Every {
		g.Leave = nil
	}
	switch {
	case len(w.Passes) > 0:
		g.Passes = w.Passes
	case w.Once && len(g.Passes) > 1:
		g.Passes = g.Passes[:1]
	}
	g.Axes = slices.Clone(g.Axes)
	for _, choice := range w.Axes {
		if lacks = vary(&g, choice); lacks != "" {
			return g, lacks
		}
	}
	if w.Once && w.Match == "" {
		w.first(g.Axes)
	}
	return g, ""
}

// first leaves of every axis the first value, but of those that are asked for.
func (w Wish) first(axes []bench.Choice) {
	for i, own := range axes {
		if !slices.ContainsFunc(w.Axes, func(c bench.Choice) bool { return c.Key == own.Key }) {
			axes[i].Values = own.Values[:1]
		}
	}
}

// vary gives an axis of the grid other values, or adds a general one; or says
// why it cannot.
func vary(g *bench.Grid, choice bench.Choice) (lacks string) {
	at := slices.IndexFunc(g.Axes, func(own bench.Choice) bool { return own.Key == choice.Key })
	if at < 0 {
		if !slices.Contains(AxesOf(*g), choice.Key) {
			return fmt.Sprintf("it has no axis %s (it has %s)", choice.Key, strings.Join(AxesOf(*g), ", "))
		}
		g.Axes = append(g.Axes, choice)
		return ""
	}
	for _, value := range choice.Values {
		if own := g.Axes[at].Values; !g.Axes[at].Open && !slices.Contains(own, value) {
			return fmt.Sprintf("its axis %s has no value %q (it has %s)", choice.Key, value, strings.Join(own, ", "))
		}
	}
	g.Axes[at].Values = choice.Values
	return ""
}

// AxesOf are the keys of the axes that a grid can be varied along, beside size
// and passes: its own and the general ones that mean something to it.
func AxesOf(g bench.Grid) []string {
	var keys []string
	for _, own := range g.Axes {
		keys = append(keys, own.Key)
	}
	for _, general := range bench.Conditions() {
		if !slices.Contains(g.Without, general.Key) && !slices.Contains(keys, general.Key) {
			keys = append(keys, general.Key)
		}
	}
	return keys
}
