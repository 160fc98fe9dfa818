package bench

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
)

// Kind is what an arm claims. Proof says what was observed.
type Kind string

// The kinds of arms.
const (
	Copy   Kind = "copy"   // the bytes are moved: no later change of the owner is seen
	View   Kind = "view"   // the bytes are looked at where they are: every change is seen
	Kernel Kind = "kernel" // the operating system or a library decides, perhaps by the case (see [Op.Kind])
)

// Class says what kind of answer a scenario has.
type Class string

// The classes of answers.
const (
	Dominant        Class = "DOM"  // one way is never slower
	BreakEvenSize   Class = "N*"   // the copy wins below a size
	BreakEvenPasses Class = "K*"   // the copy wins from a number of passes on
	Liability       Class = "LIAB" // time does not decide: lifetime, aliasing and retention do
)

// Info is what is known of a scenario without running it. It is a literal in
// an untagged file, so that a list can name what cannot run here.
type Info struct {
	Name     string       // CamelCase: SubSlice
	Question string       // one sentence that ends in a question mark
	Class    []Class      // what kind of answer to expect
	Kernel   Consumer     `json:"-"` // what a life does with the bytes; arms call it as b.Kernel. nil where the arms consume in ways of their own (see [Block.Through])
	Grid     Grid         // the cases of a default run
	Ready    func() error `json:"-"` // nil or a nil result: it can run here; a *[Skip] says why not, another error is a failure
	Probes   []string     // constants of the machine that belong beside the arms, such as "cgo-call"
	Contests []Contest    // the break-evens to find; nil means that of the view against the copy
	Card     Card         // what holding a view asks of people

	Versions func() []Version `json:"-"` // of what it runs on beside Go; asked where it can run. nil names none

	// Blocks is how many blocks of memory the runtime that it runs on beside Go has
	// handed out, such as Python; false where it does not count. It is called when a
	// source is open, and within lives. nil counts none.
	Blocks func() (n int64, known bool) `json:"-"`
}

// Version is that of a library or runtime which a scenario runs on. It is part
// of what makes results comparable.
type Version struct {
	Of     string // a key of the Go benchmark format: lower case, without spaces, such as python
	Number string // such as 3.11.2; empty where it is not known
}

// Contest is a pair of arms whose break-even is asked for.
type Contest struct {
	View, Copy string   // names of arms
	Setup      []string // probes, such as "pin", whose times add up to what the view costs beside its bytes, by the author's account; nil gives none
}

// Asked returns the contests of i: its own, or that of the view against the
// copy.
func (i Info) Asked() []Contest {
	if i.Contests != nil {
		return i.Contests
	}
	return []Contest{{View: "view", Copy: "copy"}}
}

// Grid is the default axes of a scenario. The zero value means
// [DefaultSizes] at one pass.
type Grid struct {
	Sizes   []Bytes
	Passes  []int
	Axes    []Choice
	Element Bytes             // sizes are multiples of it; 0 means 1
	Apart   string            // key of an axis whose values never share a process
	Leave   func(c Case) bool `json:"-"` // cases to leave out of the grid; nil leaves none
	Without []string          // general axes that mean nothing here (see [Conditions])
}

// Choice is a further axis and its values.
type Choice struct {
	Key    string
	Values []string
	Open   bool `json:",omitempty"` // whether others may be asked for too, which the scenario's source then judges
}

// DefaultSizes straddle the mechanisms that decide between copy and view: a
// cache line, the stack temporary, a page, Go's large object, L1, L2 and LLC,
// the non-temporal copy from 1 MiB on, and memory.
var DefaultSizes = []Bytes{64, 1 * KiB, 4 * KiB, 32 * KiB, 256 * KiB, 1 * MiB, 4 * MiB, 16 * MiB, 64 * MiB}

// Rival names an arm and its claim.
type Rival struct {
	Name string
	Kind Kind
}

// Scenario is what lists and runners hold.
type Scenario interface {
	// Describe returns what is known without running.
	Describe() Info
	// Rivals returns the arms in the order in which Open returns their ops.
	Rivals() []Rival
	// Open makes the source of a block and opens every arm on it. Nothing in
	// it is timed. A *[Skip] means that the case cannot run here.
	Open(b *Block) ([]Op, error)
}

// Of is a scenario over sources of type S: what authors write.
type Of[S any] struct {
	Info
	Source func(*Block) (S, error) // makes, fills and owns the data (see [Block.Own])
	Arms   []Arm[S]                // "copy" and "view" are among them
	Part   func(*Block, S) any     // what someone keeps who needs [PartSize] bytes of the source and holds them by a view; nil where views cannot outlive their source
}

// Arm is one way to reach the data.
type Arm[S any] struct {
	Name string
	Kind Kind
	Open func(*Block, S) (Op, error) // nothing in it is timed
}

// Describe implements [Scenario].
func (s Of[S]) Describe() Info { return s.Info }

// Rivals implements [Scenario].
func (s Of[S]) Rivals() []Rival {
	rivals := make([]Rival, len(s.Arms))
	for i, a := range s.Arms {
		rivals[i] = Rival{a.Name, a.Kind}
	}
	return rivals
}

// Open implements [Scenario]. The arms are opened in random order, so that
// none always gets the first destination.
func (s Of[S]) Open(b *Block) ([]Op, error) {
	if err := s.aligned(b.Case); err != nil {
		return nil, err
	}
	if b.Kernel == nil {
		b.Kernel = touching(b.Case, orNone(s.Kernel))
	}
	src, err := s.Source(b)
	if err != nil {
		return nil, fmt.Errorf("make the source: %w", err)
	}
	ops := make([]Op, len(s.Arms))
	for _, i := range b.Rand.Perm(len(s.Arms)) {
		if ops[i], err = s.Arms[i].Open(b, src); err != nil {
			return nil, fmt.Errorf("open arm %s: %w", s.Arms[i].Name, err)
		}
	}
	return ops, nil
}

// orNone is own, or where a scenario has no Kernel a consumer that says so: an
// arm that calls it has been forgotten.
func orNone(own Consumer) Consumer {
	if own != nil {
		return own
	}
	return func([]byte, int) uint64 {
		panic("consume through the block's Kernel: the scenario has none (set Info.Kernel, such as kernel.Sum, or consume through Block.Through)")
	}
}

// aligned refuses places at which the scenario's elements must not lie.
func (s Of[S]) aligned(c Case) error {
	if at, err := strconv.Atoi(c.Get(Align)); err == nil && s.Grid.Element > 1 && Bytes(at)%s.Grid.Element != 0 {
		return &Skip{Reason: fmt.Sprintf("elements of %s cannot be looked at where they begin at byte %d of a cache line", s.Grid.Element, at)}
	}
	return nil
}

// Cases are the points of the grid, sizes fastest, in a fixed order. The
// default of a general axis is no part of a case.
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

// Round is the next size of whole elements that is not below n, or the largest
// that there is.
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

// newRand is the one source of chance: everything drawn in a block can be
// drawn again from its seed.
func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)) }
