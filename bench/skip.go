package bench

import (
	"errors"
	"fmt"
)

// Skip is the error of something that this machine cannot do. It is no failure.
type Skip struct {
	Reason string // such as "no such library"
	Hint   string // the command that mends it, or other advice; may be empty
}

// Error implements error.
func (s *Skip) Error() string {
	if s.Hint == "" {
		return s.Reason
	}
	return fmt.Sprintf("%s (try: %s)", s.Reason, s.Hint)
}

// Skip returns a *[Skip], for a source or an arm to return.
func (b *Block) Skip(reason, hint string) error { return &Skip{reason, hint} }

// Skipped returns the *[Skip] in err's chain, or nil.
func Skipped(err error) *Skip {
	var s *Skip
	if errors.As(err, &s) {
		return s
	}
	return nil
}
