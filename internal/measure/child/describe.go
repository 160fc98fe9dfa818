package child

import (
	"fmt"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// Descriptions describes every scenario, in order. Only a scenario with a case of the wish
// is asked whether it can run here, because the question may start a Python. Descriptions
// panics if w.Match is no regular expression.
func Descriptions(scenarios []bench.Scenario, w launch.Wish) []launch.Description {
	match := regexp.MustCompile(w.Match)
	all := make([]launch.Description, len(scenarios))
	for i, s := range scenarios {
		all[i] = launch.Description{Info: s.Describe(), Rivals: s.Rivals()}
		if names(w, all[i].Info.Name) {
			ask(&all[i], w, match)
		}
	}
	return all
}

// ask fills in the cases, and the reason if the scenario cannot run here. A scenario that
// panics is broken.
func ask(d *launch.Description, w launch.Wish, match *regexp.Regexp) {
	defer func() {
		if r := recover(); r != nil {
			d.Broken = fmt.Sprintf("panic: %v, at %s", r, panicPlace(debug.Stack()))
		}
	}()
	grid, lacks := gridOf(w, d.Info.Grid)
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

func names(w launch.Wish, name string) bool {
	return len(w.Names) == 0 || slices.ContainsFunc(w.Names, func(n string) bool { return strings.EqualFold(n, name) })
}

// gridOf applies a wish to a grid. lacks says which axis of the wish the grid has not.
func gridOf(w launch.Wish, g bench.Grid) (wished bench.Grid, lacks string) {
	if len(w.Sizes) > 0 {
		g.Sizes = w.Sizes
	}
	g.Axes = slices.Clone(g.Axes)
	if w.Every {
		g.Leave = nil
		usual(w, g.Axes)
	}
	switch {
	case len(w.Passes) > 0:
		g.Passes = w.Passes
	case w.Once && len(g.Passes) > 1:
		g.Passes = g.Passes[:1]
	}
	for _, choice := range w.Axes {
		if lacks = vary(&g, choice); lacks != "" {
			return g, lacks
		}
	}
	if w.Once && w.Match == "" {
		first(w, g.Axes)
	}
	return g, ""
}

// usual leaves the default of the general axes of a grid, but for those that the wish
// names: the grid has others at few sizes, and the wish is about its own.
func usual(w launch.Wish, axes []bench.Choice) {
	general := bench.Conditions()
	for i, own := range axes {
		if slices.ContainsFunc(general, func(c bench.Condition) bool { return c.Key == own.Key }) && !wishes(w, own.Key) {
			axes[i].Values = own.Values[:1]
		}
	}
}

// wishes reports whether the wish names values of an axis.
func wishes(w launch.Wish, key string) bool {
	return slices.ContainsFunc(w.Axes, func(c bench.Choice) bool { return c.Key == key })
}

// first leaves one value of every axis that the wish does not name: the first one.
func first(w launch.Wish, axes []bench.Choice) {
	for i, own := range axes {
		if !wishes(w, own.Key) {
			axes[i].Values = own.Values[:1]
		}
	}
}

// vary gives an axis of the grid other values, or adds a general axis. lacks says why it
// cannot.
func vary(g *bench.Grid, choice bench.Choice) (lacks string) {
	at := slices.IndexFunc(g.Axes, func(own bench.Choice) bool { return own.Key == choice.Key })
	if at < 0 {
		if !slices.Contains(launch.AxesOf(*g), choice.Key) {
			return fmt.Sprintf("it has no axis %s (it has %s)", choice.Key, strings.Join(launch.AxesOf(*g), ", "))
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
