package bench

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Consumer reads every byte of p, passes times, and returns a checksum that
// depends on each of them. With passes = 0 it reads nothing.
type Consumer func(p []byte, passes int) uint64

// Op is an opened arm: the whole life of an access, repeatable.
type Op struct {
	// Run lives n lives: acquire, consume with the block's Kernel, release.
	// It returns the wrapping sum of the lives' checksums. The loop stands
	// inside, because a call per life costs more than a view. It panics with
	// what was being done to what when a life cannot be lived.
	Run func(n int) uint64

	// Hold runs sample on a thread that holds what a life needs but does not
	// pay for: a locked thread, Python's GIL. It is not timed. nil runs it
	// directly.
	Hold func(sample func())

	// Cost is what the arm declares of one life.
	Cost Cost

	// Kind is what an arm of kind [Kernel] claims in this case, where its
	// library looks at the bytes of one source and copies those of another: it
	// is then held to it. Empty claims what the arm does.
	Kind Kind
}

// claims is what an arm of kind arm claims once it is opened as o.
func (o Op) claims(arm Kind) (Kind, error) {
	switch {
	case o.Kind == "" || o.Kind == arm:
		return arm, nil
	case arm == Kernel:
		return o.Kind, nil
	}
	return arm, fmt.Errorf("its arm claims to be a %s and its op a %s (what is now one and now the other is of kind %s)", arm, o.Kind, Kernel)
}

// Cost is what a life moves, by the arm's own account. Proof holds it against
// what was observed.
type Cost struct {
	Copied Bytes // bytes that user code copies (Go, C, Python)
	System Bytes // bytes that the operating system copies for it
	Allocs int   // Go heap allocations, or Uncounted
}

// Uncounted stands for allocations that are a library's own affair: it keeps pools
// or maps, so that lives differ, and builds with checkers differ more. They are
// measured all the same.
const Uncounted = -1

// Live lives n lives under the op's Hold, and returns the wrapping sum of their
// checksums.
func (o Op) Live(n int) (sum uint64) {
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

// countedLives bounds the lives in which allocations are counted.
const countedLives = 8

// Allocations returns what a life allocates on the Go heap: objects and bytes,
// the mean over lives, of which there are eight at most. Other goroutines'
// allocations are counted too. The collector is off meanwhile: a cycle empties
// the runtime's pools, and what it allocates to fill them would be the life's.
// One life of 5 MiB has a cycle as a rule, and one count of a hundred a stray.
func (o Op) Allocations(lives int) (objects float64, size Bytes) {
	lives = min(lives, countedLives)
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	var before, after runtime.MemStats
	o.Held(func() {
		runtime.ReadMemStats(&before)
		sink += o.Run(lives)
		runtime.ReadMemStats(&after)
	})
	objects = float64(after.Mallocs-before.Mallocs) / float64(lives)
	return objects, Bytes(after.TotalAlloc-before.TotalAlloc) / Bytes(lives)
}

// counts is how often [Op.LeastAllocations] counts.
const counts = 3

// LeastAllocations is the least of three counts of [Op.Allocations]: another
// goroutine may allocate meanwhile, but not always.
func (o Op) LeastAllocations(lives int) (objects float64, size Bytes) {
	objects, size = o.Allocations(lives)
	for range counts - 1 {
		again, sizeAgain := o.Allocations(lives)
		objects, size = min(objects, again), min(size, sizeAgain)
	}
	return objects, size
}

// Owner is how proof reaches the data without any arm.
type Owner struct {
	// Memory is where the owner keeps the data in this process; nil if it has
	// no address here, as a file's.
	Memory []byte

	// Poke changes byte i to its exclusive or with x, through the owner's own
	// interface (a store, pwrite, C, Python). Poking twice restores.
	Poke func(i int, x byte) error
}
