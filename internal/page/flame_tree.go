package page

import (
	"cmp"
	"math"
	"slices"

	"github.com/bufbench/bufbench/internal/report"
)

// call is a box of a flame graph: a function as called by the frames above it. Times are
// nanoseconds of an operation, with all that the function calls.
type call struct {
	name     string
	path     []string // of functions, this one first
	now, was side
	children []*call
}

// side is what the samples of one arm say of a frame.
type side struct {
	ns      float64
	samples int64
}

// sampled are the stacks of one arm.
type sampled struct {
	arm    string
	ns     float64 // of an operation
	count  int64   // samples
	stacks []report.StackJSON
}

// sampledOf are the samples of an arm; false without any, or without a time.
func sampledOf(a report.BudgetJSON) (sampled, bool) {
	if a.Sampled == nil || a.Measured == nil {
		return sampled{}, false
	}
	s := sampled{arm: a.Arm, ns: a.Measured.Center, stacks: a.Sampled.Stacks}
	for _, one := range s.stacks {
		s.count += one.Samples
	}
	return s, s.count > 0 && s.ns > 0
}

// tree is the flame graph of an arm, whose root is the operation.
func tree(now sampled) *call {
	root := &call{name: now.arm}
	root.add(now, func(f *call) *side { return &f.now })
	root.sort()
	return root
}

// difference is the flame graph of two arms. The functions that arms begin in have other
// names, and do the same: they are the root.
func difference(was, now sampled) *call {
	root := &call{name: now.arm}
	root.add(was, func(f *call) *side { return &f.was })
	root.add(now, func(f *call) *side { return &f.now })
	root.sort()
	return root
}

// add adds the stacks of an arm to one side of a tree.
func (f *call) add(s sampled, of func(*call) *side) {
	for _, stack := range s.stacks {
		part := side{s.ns * float64(stack.Samples) / float64(s.count), stack.Samples}
		of(f).plus(part)
		at := f
		for i := len(stack.Frames) - 2; i >= 0; i-- { // the last is the operation: the root
			at = at.child(stack.Frames[i:])
			of(at).plus(part)
		}
	}
}

func (s *side) plus(o side) { s.ns, s.samples = s.ns+o.ns, s.samples+o.samples }

// child is the frame of a function below f.
func (f *call) child(path []string) *call {
	for _, c := range f.children {
		if c.name == path[0] {
			return c
		}
	}
	c := &call{name: path[0], path: path}
	f.children = append(f.children, c)
	return c
}

// sort puts the widest frames to the left.
func (f *call) sort() {
	slices.SortFunc(f.children, func(a, b *call) int {
		return cmp.Or(cmp.Compare(b.now.ns, a.now.ns), cmp.Compare(b.was.ns, a.was.ns), cmp.Compare(a.name, b.name))
	})
	for _, c := range f.children {
		c.sort()
	}
}

// vanished reports whether a frame is on the side before alone.
func (f *call) vanished() bool { return f.now.samples == 0 }

// width is the time that a box is wide: the time now. With all, what vanished has its time
// before.
func (f *call) width(all bool) float64 {
	if f.vanished() {
		if all {
			return f.was.ns
		}
		return 0
	}
	sum := f.now.ns
	if all {
		for _, c := range f.children {
			sum += c.width(all) - c.now.ns
		}
	}
	return sum
}

// gone is the time of the outermost frames that vanished.
func (f *call) gone() float64 { return f.width(true) - f.width(false) }

// depth is the number of rows of boxes.
func (f *call) depth(all bool) (rows int) {
	for _, c := range f.children {
		if all || !c.vanished() {
			rows = max(rows, c.depth(all))
		}
	}
	return rows + 1
}

// chance reports whether sampling alone may make the difference of the two sides: the
// number of samples is a Poisson count.
func (f *call) chance() bool {
	const normal = 1.96
	return math.Abs(f.now.ns-f.was.ns) <= normal*math.Hypot(f.now.doubt(), f.was.doubt())
}

// doubt is the standard error of a side's time.
func (s side) doubt() float64 {
	if s.samples == 0 {
		return 0
	}
	return s.ns / math.Sqrt(float64(s.samples))
}
