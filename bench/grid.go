package bench

import "math"

// Grid is the default axes of a scenario. The zero value means [DefaultSizes] at one
// pass.
type Grid struct {
	Sizes   []Bytes
	Passes  []int
	Axes    []Choice
	Element Bytes             // sizes are multiples of it; 0 means 1
	Apart   string            // key of an axis; its values never share a process
	Leave   func(c Case) bool `json:"-"` // cases to leave out of the grid; nil leaves none
	Without []string          // general axes that mean nothing here (see [Conditions])
}

// Choice is a further axis and its values.
type Choice struct {
	Key    string
	Values []string
	Open   bool `json:",omitempty"` // whether people may ask for other values; the source then accepts or skips them
}

// DefaultSizes lie on both sides of the mechanisms that decide between copy and view:
// a cache line, the stack temporary, a page, Go's large object, L1, L2 and LLC, the
// non-temporal copy from 1 MiB on, and memory.
var DefaultSizes = []Bytes{64, 1 * KiB, 4 * KiB, 32 * KiB, 256 * KiB, 1 * MiB, 4 * MiB, 16 * MiB, 64 * MiB}

// Cases are the points of the grid, sizes fastest, in a fixed order. A case does not
// name the default of a general axis.
func (g Grid) Cases() []Case {
	cases := []Case{{}}
	for _, choice := range g.Axes {
		cases = cross(cases, choice.Values, func(c Case, v string) Case {
			if general := condition(choice.Key); general == nil || v != general.Default {
				c.Axes = append(c.Axes[:len(c.Axes):len(c.Axes)], Axis{choice.Key, v})
			}
			return c
		})
	}
	cases = cross(cases, orDefault(g.Passes, []int{1}), func(c Case, k int) Case { c.Passes = k; return c })
	cases = cross(cases, g.roundedSizes(), func(c Case, n Bytes) Case { c.Size = n; return c })
	kept := cases[:0]
	for _, c := range cases {
		if g.Leave == nil || !g.Leave(c) {
			kept = append(kept, c)
		}
	}
	return kept
}

// roundedSizes rounds every size up to whole elements, each size once.
func (g Grid) roundedSizes() []Bytes {
	var sizes []Bytes
	seen := map[Bytes]bool{}
	for _, n := range orDefault(g.Sizes, DefaultSizes) {
		n = g.Round(n)
		if !seen[n] {
			seen[n] = true
			sizes = append(sizes, n)
		}
	}
	return sizes
}

// Round rounds n up to whole elements. Near the largest number it rounds down.
func (g Grid) Round(n Bytes) Bytes {
	element := max(g.Element, 1)
	whole := n / element * element
	if whole < n && whole <= math.MaxInt64-element {
		whole += element
	}
	return whole
}

func orDefault[T any](given, standard []T) []T {
	if len(given) == 0 {
		return standard
	}
	return given
}

func cross[T any](cases []Case, values []T, with func(Case, T) Case) []Case {
	crossed := make([]Case, 0, len(cases)*len(values))
	for _, c := range cases {
		for _, v := range values {
			crossed = append(crossed, with(c, v))
		}
	}
	return crossed
}
