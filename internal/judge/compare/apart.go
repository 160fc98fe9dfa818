package compare

import (
	"cmp"
	"slices"

	"github.com/bufbench/bufbench/internal/result"
)

// apart says why the columns of a table cannot be judged against each other: they
// were measured on different machines, and only some counts do not depend on the
// machine. A text that does not name its machine is taken to be of the same one.
func (c *Cells) apart(t Table, places []result.Place) Separation {
	if t.Unit == result.Instructions && slices.Contains(t.Levels, "/access") {
		return Separation{Kind: ByAccess}
	}
	if result.Portable(t.Unit) {
		return Separation{}
	}
	for _, a := range t.Across {
		known := slices.DeleteFunc(slices.Clone(a.Values), func(v string) bool { return v == "" })
		if len(slices.Compact(known)) > 1 && (a.Key == "cpu" || a.Key == "goos" || a.Key == "goarch") {
			return Separation{Kind: ByMachine, Setting: a.String()}
		}
	}
	level := slices.Index(t.Levels, ".file")
	if level < 0 {
		return Separation{}
	}
	var ordered []result.Place
	for _, col := range t.Cols {
		for _, p := range places {
			if p.Label == col.Labels[level] {
				ordered = append(ordered, p)
			}
		}
	}
	return separated(ordered, c.p.hosts)
}

// separated finds two places that are different machines. Hosts says whether their
// processors and systems are looked at too.
func separated(places []result.Place, hosts bool) Separation {
	var machine, host result.Place
	for _, p := range places {
		if machine.Machine = cmp.Or(machine.Machine, p.Machine); p.Machine != "" && p.Machine != machine.Machine {
			return Separation{Kind: ByMachine, Places: [2]string{machine.Machine, p.Machine}}
		}
		p.Machine = ""
		if hosts && !p.Same(host) {
			return Separation{Kind: ByMachine, Places: [2]string{host.Host(), p.Host()}}
		}
		host = result.Place{OS: cmp.Or(host.OS, p.OS), Arch: cmp.Or(host.Arch, p.Arch), CPU: cmp.Or(host.CPU, p.CPU)}
	}
	return Separation{}
}
