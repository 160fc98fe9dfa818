package trend

import "strings"

// Key names a series.
type Key struct {
	Package string
	Name    string // of the benchmark, in full
	Unit    string // tidied: sec/op
	Env     string // machine and build: key=value; key=value
}

// String is the name of a benchmark, with the last part of its package.
func (k Key) String() string {
	if k.Package == "" {
		return k.Name
	}
	return k.Package[strings.LastIndexByte(k.Package, '/')+1:] + "." + k.Name
}

// MachinePackage is the package of lines about the speed of the machine. They do not depend
// on a project.
const MachinePackage = "bufbench/machine"

// OfMachine reports whether a series does not depend on a project: a work that was measured
// to tell the speed of the machine, or a ceiling of a run of scenarios.
func (k Key) OfMachine() bool {
	return k.Package == MachinePackage || strings.Contains(k.Name, "/access=ceiling-")
}

// Point is what was measured of one commit.
type Point struct {
	At     int // index of the commit on the line
	Values []float64
}

// Series is one benchmark in one unit on one machine and build, over commits.
type Series struct {
	Key
	Better int  // +1 if higher is better, -1 if lower is, 0 if nobody knows
	Exact  bool // a count that does not vary
	Points []Point
}

// Last is the index of the last commit on the line with a value; -1 without any.
func (s Series) Last() int {
	if len(s.Points) == 0 {
		return -1
	}
	return s.Points[len(s.Points)-1].At
}

// Chain is the index of a benchmark: how much longer it takes than at the first commit of
// its chain, by the product of ratios. Each ratio is of two commits that were compared in
// turn on one machine, so the chain holds across machines.
type Chain struct {
	Key    // its environment is empty
	Better int
	Links  []Link
}

// Link is one commit of a chain. A chain that cannot be continued begins again at 1.
type Link struct {
	At        int // index of the commit on the line
	Index     float64
	Low, High float64 // of 95 %: it grows along the chain
	Steps     int     // comparisons between the first commit and this one; 0 begins a chain
	Root      int     // index of the first commit
}
