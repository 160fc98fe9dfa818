package bench

import (
	"errors"
	"fmt"
)

// Skip says that something cannot be had on this machine, and what to type to
// get it. It is an error, but not a failure.
type Skip struct {
	Reason string // what is missing
	Hint   string // the command that mends it; may be empty
}

// Error implements error.
func (s *Skip) Error() string {
	if s.Hint == "" {
		return s.Reason
	}
	return fmt.Sprintf("%s (try: %s)", s.Reason, s.Hint)
}

// Skip returns a *[Skip] for a source or an arm to return.
func (b *Block) Skip(reason, hint string) error { return &Skip{reason, hint} }

// Skipped returns the *[Skip] in err's chain, or nil.
func Skipped(err error) *Skip {
	var s *Skip
	if errors.As(err, &s) {
		return s
	}
	return nil
}
