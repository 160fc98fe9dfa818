package launch

import (
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
	Skip   *bench.Skip   `json:"skip"`   // why it cannot run here; nil if it can, or was not asked
	Broken string        `json:"broken"` // how it fails before it runs; empty if it does not
}

// Wish is what a command line asks of the scenarios. The zero value asks for
// all of them, and their grids as they are.
type Wish struct {
	Names  []string      `json:"names"`  // scenarios, in any case of letters; none means all
	Match  string        `json:"match"`  // an expression for SubSlice/size=64KiB/passes=1; cases that it does not match are left out
	Sizes  []bench.Bytes `json:"sizes"`  // in place of the grid's; none keeps them
	Every  bool          `json:"every"`  // also what the grid leaves out
	Passes []int         `json:"passes"` // in place of the grid's; none keeps them
	Once   bool          `json:"once"`   // of the grid's passes, the first only
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
	d.Cases = slices.DeleteFunc(w.grid(d.Info.Grid).Cases(), func(c bench.Case) bool {
		return !match.MatchString(d.Info.Name + "/" + c.String())
	})
	if len(d.Cases) == 0 || d.Info.Ready == nil {
		return
	}
	err := d.Info.Ready()
	if d.Skip = bench.Skipped(err); err != nil && d.Skip == nil {
		d.Broken = err.Error()
	}
}

// Reason is why the scenario cannot run here; empty if it can.
func (d Description) Reason() string {
	if d.Skip != nil {
		return d.Skip.Error()
	}
	return d.Broken
}

func (w Wish) names(name string) bool {
	return len(w.Names) == 0 || slices.ContainsFunc(w.Names, func(n string) bool { return strings.EqualFold(n, name) })
}

// grid is what the wish makes of a grid.
func (w Wish) grid(g bench.Grid) bench.Grid {
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
	return g
}
