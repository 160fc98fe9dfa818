package bench

import (
	"strconv"
	"strings"
)

// Axis is one further condition of a case, such as object=numpy.
type Axis struct {
	Key   string // lower case, no space: it is a benchmark configuration key too
	Value string
}

// Case is one point of a scenario's axes.
type Case struct {
	Size   Bytes  // of the source, per operation
	Passes int    // how often an operation reads them; 0 is hand-over only
	Axes   []Axis // further axes, in the scenario's order
}

// Get returns the value of the axis key; empty if the case has no such axis.
func (c Case) Get(key string) string {
	for _, a := range c.Axes {
		if a.Key == key {
			return a.Value
		}
	}
	return ""
}

// String is the case in a benchmark name: object=bytes/size=64KiB/passes=1. It never
// ends in -digits, because a reader would take them for GOMAXPROCS.
func (c Case) String() string {
	var s strings.Builder
	for _, a := range c.Axes {
		s.WriteString(a.Key + "=" + a.Value + "/")
	}
	s.WriteString("size=" + c.Size.String() + "/passes=" + strconv.Itoa(c.Passes))
	return s.String()
}

// Name is the benchmark name of an arm's case, without the word Benchmark:
// SubSlice/access=view/size=64KiB/passes=1.
func (c Case) Name(scenario, arm string) string {
	return scenario + "/" + c.SubName(arm)
}

// SubName is [Case.Name] without the scenario.
func (c Case) SubName(arm string) string { return "access=" + arm + "/" + c.String() }

// Consumed is how many bytes an operation reads after it acquired them.
func (c Case) Consumed() Bytes {
	if t, whole := touchOf(c); !whole {
		return t.bytes(c.Size) * Bytes(c.Passes)
	}
	return c.Size * Bytes(c.Passes)
}

// AwkwardSizes are sizes at which unrolled loops, pages and size classes go wrong. A
// proof at these sizes covers faults that round sizes hide.
var AwkwardSizes = []Bytes{1, 7, 33, 63, 64, 65, 4095, 4096, 4097, 100_003}
