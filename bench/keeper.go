package bench

import "fmt"

// PartSize is the used part of a source in measurements of retention: a view of the
// part keeps the whole source alive.
const PartSize Bytes = 64

// Keeper is a scenario with views that can outlive everything but their memory.
type Keeper interface {
	// Keep makes a source and returns a view of [PartSize] bytes of it, as somebody
	// keeps it who needs no more. Deferred calls of the block must not run while the
	// part is in use.
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
