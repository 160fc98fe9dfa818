package reference

import (
	"strings"

	"github.com/bufbench/bufbench/bench"
)

// Candidate is one implementation of a reference. The candidates of a role run
// against each other, and the fastest one counts ([ID]).
type Candidate struct {
	Role string // CeilingRead, CeilingCopy, CeilingStream or a [Probe]
	Name string // of the implementation

	// Open returns an op. One operation does the reference's work once: it reads
	// Ground.From as often as the case says, or copies it. Its checksum is 0.
	Open func(g Ground) bench.Op
}

// ID names the candidate that counts for its role.
type ID struct {
	Role string `json:"role"`
	Name string `json:"name"`
}

// The roles of ceilings.
const (
	CeilingRead   = ceiling + "read"   // reading plain Go memory
	CeilingCopy   = ceiling + "copy"   // copying into touched memory
	CeilingStream = ceiling + "stream" // copying past the caches
)

// Probe is the role of the probe that a scenario asks for by name.
func Probe(name string) string { return probe + name }

// Is reports whether a name is that of a ceiling or a probe, and not of an arm.
func Is(name string) bool { return strings.HasPrefix(name, ceiling) || strings.HasPrefix(name, probe) }

const ceiling, probe = "ceiling-", "probe-"
