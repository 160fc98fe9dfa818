package bench

import (
	"fmt"
	"strconv"
)

// Rival names an arm and its claim.
type Rival struct {
	Name string
	Kind Kind
	Says string `json:"says,omitempty"` // see [Arm.Says]
}

// Scenario is a scenario over sources of any type. [Of] implements it.
type Scenario interface {
	// Describe returns the description. It runs nothing.
	Describe() Info
	// Rivals returns the arms in the order in which Open returns their ops.
	Rivals() []Rival
	// Open makes the source of a block and opens every arm on it. Nothing in
	// it is timed. A *[Skip] means that the case cannot run here.
	Open(b *Block) ([]Op, error)
}

// Of is a scenario over sources of type S. Authors write it as a literal.
type Of[S any] struct {
	Info
	Source func(*Block) (S, error) // makes, fills and owns the data (see [Block.Own])
	Arms   []Arm[S]                // "copy" and "view" are among them
	Part   func(*Block, S) any     // a view of [PartSize] bytes of the source, for [Of.Keep]; nil if views cannot outlive their source
}

// Arm is one way to reach the data.
type Arm[S any] struct {
	Name string
	Kind Kind
	Says string                      // the arm in the words of its language, such as bytes.Clone or copy into kept memory
	Open func(*Block, S) (Op, error) // nothing in it is timed
}

// Describe implements [Scenario].
func (s Of[S]) Describe() Info { return s.Info }

// Rivals implements [Scenario].
func (s Of[S]) Rivals() []Rival {
	rivals := make([]Rival, len(s.Arms))
	for i, a := range s.Arms {
		rivals[i] = Rival{a.Name, a.Kind, a.Says}
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

// orNone is own. Without one it is a consumer that panics with advice: an arm called a
// Kernel that is not there.
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
