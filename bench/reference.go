package bench

// Reference is measured beside the arms, in the same rounds: a ceiling, which
// is the best this machine can do, or a probe, which is one constant of it. It
// answers no question of copy or view, so it is not proven.
type Reference struct {
	Role string // what it stands for: CeilingRead, CeilingCopy, CeilingStream, or "probe-" and a name
	Name string // which implementation; the fastest of a role is the one that counts

	// Open returns an op whose life does the reference's work once: reading
	// Ground.From as often as the case says, or copying it. Its checksum is 0.
	Open func(g Ground) Op
}

// Ground is what the ceilings of a block work on: plain Go memory of their
// own, shared among them.
type Ground struct {
	Case     Case
	From, To []byte // at least Case.Size bytes each, written once
}

// LeastGround is the least size of a ground. A smaller one would measure
// calls: what bounds 64 bytes is the rate at which L1 is read.
const LeastGround = 16 * KiB

// Ground returns fresh memory for the ceilings of b's case.
func (b *Block) Ground() Ground {
	size := max(b.Case.Size, LeastGround)
	return Ground{Case: b.Case, From: b.Touched(size), To: b.Touched(size)}
}

// Spread is how n lives of the case fall into whole passes over the ground and
// a rest.
func (g Ground) Spread(n int) (passes int, rest Bytes) {
	total, whole := Bytes(n)*g.Case.Size, Bytes(len(g.From))
	return int(total / whole), total % whole
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
