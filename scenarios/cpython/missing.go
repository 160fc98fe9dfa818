package cpython

import "fmt"

// Missing is the error for what this build or this machine lacks. It is a
// reason to skip, not a failure.
type Missing struct {
	Reason string // what is missing
	Hint   string // what mends it
}

// Error implements error.
func (m *Missing) Error() string { return fmt.Sprintf("%s (try: %s)", m.Reason, m.Hint) }
