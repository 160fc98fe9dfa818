package bench

import "fmt"

// PartSize is how much of a source is used by whoever keeps a part of it: what
// a view retains is measured beside that.
const PartSize Bytes = 64

// Keeper is a scenario whose views can outlive everything but the memory that
// they look at.
type Keeper interface {
	// Keep makes a source and returns what someone keeps who needs
	// [PartSize] bytes of it and holds them by a view. What the block defers
	// must not run while the part is in use.
	Keep(b *Block) (part any, err error)
}

// Keep implements [Keeper].
func (s Of[S]) Keep(b *Block) (any, error) {
	if s.Part == nil {
		return nil, b.Skip("its views end with their source", "")
	}
	src, err := s.Source(b)
	if err != nil {
		return nil, fmt.Errorf("make the source: %w", err)
	}
	return s.Part(b, src), nil
}
