package result

import (
	"strings"

	"golang.org/x/perf/benchfmt"
)

// Place says where a text was measured.
type Place struct {
	Label   string
	Machine string // as a results file of bufbench names it; empty where the text does not say
	Commit  string // likewise
	Host    string // goos, goarch and cpu of its first line that has a cpu; empty where none has
	Fit     string // how much alike identical code was, as a results file of bufbench says; empty where it does not
	Unfit   string // why the machine is not fit to judge times; likewise
}

// know takes from a line what it says of the host.
func (p *Place) know(r *benchfmt.Result) {
	if p.Host != "" {
		return
	}
	if cpu := r.GetConfig("cpu"); cpu != "" {
		p.Host = strings.TrimSpace(strings.Trim(r.GetConfig("goos")+"/"+r.GetConfig("goarch"), "/") + " " + cpu)
	}
}

// Known reports whether the text says where it was measured.
func (p Place) Known() bool { return p.Machine != "" || p.Host != "" }

// Same reports whether two texts were measured on one machine, as far as they
// say: by the name of the machine where both have one, or else by system and
// processor.
func (p Place) Same(o Place) bool {
	if p.Machine != "" && o.Machine != "" {
		return p.Machine == o.Machine
	}
	return p.Host != "" && p.Host == o.Host
}

// String is the name of the machine, or what the text says in its place.
func (p Place) String() string {
	switch {
	case p.Machine != "":
		return printable(p.Machine, 200)
	case p.Host != "":
		return printable(p.Host, 200)
	}
	return "a machine that it does not name"
}
