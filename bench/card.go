package bench

import "fmt"

// Card is the liability card of a scenario: what holding a view asks of people,
// beside time. It stands with every answer.
type Card struct {
	Valid    string   `json:"valid"`    // how long a view may be used
	Frees    string   `json:"frees"`    // who frees the memory
	Mutation string   `json:"mutation"` // who may write, and whether it is seen
	Threads  string   `json:"threads"`  // what other goroutines and threads may do meanwhile
	Failure  string   `json:"failure"`  // how it fails when a rule is broken
	Incident Incident `json:"incident"`
}

// Incident is a case in which it went wrong for someone.
type Incident struct {
	What   string `json:"what"`   // in a sentence
	Source string `json:"source"` // where it can be read: an address or owner/repository#number
}

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

// Holds reports whether the block owns something that is released when it is
// closed, beyond memory that the collector frees.
func (b *Block) Holds() bool { return len(b.deferred) > 0 }
