package bench

// Consumer reads every byte of p, passes times, and returns a checksum that
// depends on each of them. With passes = 0 it reads nothing.
type Consumer func(p []byte, passes int) uint64

// Op is an opened arm. One operation is a whole access: acquire, consume, release.
type Op struct {
	// Run does n operations: it acquires the bytes, consumes them with the block's
	// Kernel and releases them, n times. It returns the wrapping sum of the n
	// checksums. The loop stands inside, because a call per operation costs more than
	// a view. If an operation is impossible, Run panics with its reason.
	Run func(n int) uint64

	// Hold runs sample on a prepared thread: a locked one, or one with Python's GIL.
	// Taking and releasing it is not timed. nil runs sample directly.
	Hold func(sample func())

	// Cost is what the arm declares of one operation.
	Cost Cost

	// Kind is the claim in this case of an arm of kind [Kernel]. Its library may look
	// at the bytes of one source and copy those of another. Proof then tests the op's
	// claim. Empty means the arm's own kind.
	Kind Kind
}

// Cost is what one operation moves and allocates, by the arm's own account. Proof
// compares it with what it observes.
type Cost struct {
	Copied Bytes // bytes that user code copies (Go, C, Python)
	System Bytes // bytes that the operating system copies for it
	Mapped Bytes // bytes of a file that it maps, and unmaps again
	Allocs int   // Go heap allocations, or Uncounted

	// What follows is for budgets of time, and no claim to prove.
	InC      Bytes  // of Copied: what C or Python copies
	Zeroed   bool   // the memory for Copied is set to zero first, as by make, unless a copy follows at once
	Pieces   Pieces // how Copied is copied, if not at once
	Cleanups int    // cleanups that it adds (runtime.AddCleanup), and stops in time
}

// Pieces say that a loop copies, a piece of a few bytes at a time. The zero value is a
// copy at once.
type Pieces struct {
	Each      Bytes // length of a piece, such as 8 for numbers; 0 means at once
	Among     Bytes // length of the memory in which the pieces lie evenly; 0 means side by side
	Scattered bool  // they are taken in no order
	Decoded   bool  // bytes become numbers of 8, as encoding/binary decodes them
}

// Uncounted stands for allocations that are a library's own affair. A library with
// pools or maps allocates more in some operations than in others, and more in builds
// with checkers. They are measured all the same, and never compared with a claim.
const Uncounted = -1

// Do does n operations under the op's Hold, and returns the wrapping sum of their
// checksums.
func (o Op) Do(n int) (sum uint64) {
	o.Held(func() { sum = o.Run(n) })
	return sum
}

// Held runs sample under the op's Hold, if it has one.
func (o Op) Held(sample func()) {
	if o.Hold == nil {
		sample()
		return
	}
	o.Hold(sample)
}

// Owner is the way of a proof to the data, without any arm.
type Owner struct {
	// Memory is where the owner keeps the data in this process; nil if the data has no
	// address here, as in a file.
	Memory []byte

	// Poke changes byte i to its exclusive or with x, through the owner's own
	// interface (a store, pwrite, C, Python). Poking twice restores the byte.
	Poke func(i int, x byte) error
}
