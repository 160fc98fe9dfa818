package bench

// Reference is measured beside the arms, in the same rounds: a ceiling, which
// is the best this machine can do, or a probe, which is one constant of it. It
// answers no question of copy or view, so it is not proven.
type Reference struct {
	Role string // what it stands for: CeilingRead, CeilingCopy, CeilingStream, or "probe-" and a name
	Name string // which implementation; the fastest of a role is the one that counts

	// Open returns an op whose life does the reference's work once: for a
	// ceiling, on Case.Size bytes. Its checksum is 0.
	Open func(*Block) (Op, error)
}

// The roles of ceilings.
const (
	CeilingRead   = "ceiling-read"   // reading plain Go memory
	CeilingCopy   = "ceiling-copy"   // copying into touched memory
	CeilingStream = "ceiling-stream" // copying past the caches
)

// ProbeRole is the role of the probe that a scenario asks for by name.
func ProbeRole(name string) string { return "probe-" + name }

// Chosen names the reference that counts for its role.
type Chosen struct {
	Role string `json:"role"`
	Name string `json:"name"`
}
