package bench

// Kind is the claim of an arm. A proof compares it with its observations.
type Kind string

// The kinds of arms.
const (
	Copy   Kind = "copy"   // the bytes are moved: no later change of the owner is seen
	View   Kind = "view"   // the bytes are looked at where they are: every change is seen
	Kernel Kind = "kernel" // the operating system or a library decides, perhaps by the case (see [Op.Kind])
)

// Class is the kind of a scenario's answer.
type Class string

// The classes of answers.
const (
	Dominant        Class = "DOM"  // one way is never slower
	BreakEvenSize   Class = "N*"   // the copy wins below a size
	BreakEvenPasses Class = "K*"   // the copy wins from a number of passes on
	Liability       Class = "LIAB" // time does not decide: lifetime, aliasing and retention do
)
