package result

import (
	"cmp"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"golang.org/x/perf/benchfmt"
)

// Place says where a text was measured. What a text does not say is empty.
type Place struct {
	Label   string
	Machine string    // as a results file of bufbench names it
	Commit  string    // likewise
	OS      string    // goos of its first result that has one
	Arch    string    // goarch, likewise
	CPU     string    // likewise; linux/arm64 never has one
	Fit     string    // how much alike identical code was, as a results file of bufbench says
	Unfit   string    // why the machine is not fit to judge times; likewise
	Says    []Setting // what else stands before the results, such as a commit
}

// know takes from a line what it says of the host.
func (p *Place) know(r *benchfmt.Result) {
	if p.CPU != "" && p.OS != "" && p.Arch != "" {
		return
	}
	p.OS = cmp.Or(p.OS, r.GetConfig("goos"))
	p.Arch = cmp.Or(p.Arch, r.GetConfig("goarch"))
	p.CPU = cmp.Or(p.CPU, r.GetConfig("cpu"))
}

// Host is what a text says of system and processor.
func (p Place) Host() string {
	return strings.TrimSpace(strings.Trim(p.OS+"/"+p.Arch, "/") + " " + p.CPU)
}

// Known reports whether the text says where it was measured.
func (p Place) Known() bool { return p.Machine != "" || p.Host() != "" }

// Same reports whether two texts may be of one machine, as far as they say: by
// the name of the machine where both have one, or else by system and processor.
// What one of them does not say is no difference.
func (p Place) Same(o Place) bool {
	if p.Machine != "" && o.Machine != "" {
		return p.Machine == o.Machine
	}
	return alike(p.OS, o.OS) && alike(p.Arch, o.Arch) && alike(p.CPU, o.CPU)
}

// alike reports whether two names are one but for case, or one is not known.
func alike(a, b string) bool { return a == "" || b == "" || strings.EqualFold(a, b) }

// String is the name of the machine, or what the text says in its place.
func (p Place) String() string {
	switch {
	case p.Machine != "":
		return console.Line(p.Machine, 200)
	case p.Host() != "":
		return console.Line(p.Host(), 200)
	}
	return "a machine that it does not name"
}
