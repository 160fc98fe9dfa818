package proof

import (
	"fmt"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// watch is an opened block whose observer acts inside an operation.
type watch struct {
	block *bench.Block
	ops   []bench.Op
	sums  []uint64 // the checksum of an undisturbed operation, by arm

	seen func(held []byte) // runs before each consumption
	at   int               // the byte that act waits for: operations consume pieces in order
	act  func()            // runs once, before the piece that holds byte at is consumed
}

func watched(b *bench.Block, s bench.Scenario) (*watch, error) {
	w := &watch{block: b}
	b.Observe(w.observe)
	if consume := s.Describe().Kernel; consume != nil {
		b.Kernel = b.Through(consume)
	}
	var err error
	if w.ops, err = s.Open(b); err != nil {
		return nil, err
	}
	if b.Owner().Poke == nil {
		return nil, fmt.Errorf("its source never called Block.Own with a Poke, so nothing can be proven")
	}
	w.sums = make([]uint64, len(w.ops))
	return w, nil
}

// observe gets every piece of memory just before an operation consumes it.
func (w *watch) observe(held []byte) {
	if w.seen != nil {
		w.seen(held)
	}
	if w.at -= len(held); w.act != nil && w.at < 0 {
		w.act()
		w.act = nil
	}
}

// once is the checksum of one operation.
func (w *watch) once(i int) uint64 { return w.ops[i].Do(1) }

// places are sets of bytes for the owner to change, each set at once. The last set has
// a byte in every part of the source, so that a partial copy shows.
func (w *watch) places() [][]int {
	const parts = 64
	size := int(w.block.Case.Size)
	var sets [][]int
	if bench.Bytes(size) <= wholeProof {
		sets = [][]int{{0}, {size - 1}}
	}
	sets = append(sets, []int{w.block.Rand.IntN(size)})
	var spread []int
	for k := range min(parts, size) {
		from, to := k*size/min(parts, size), (k+1)*size/min(parts, size)
		spread = append(spread, from+w.block.Rand.IntN(to-from))
	}
	return append(sets, spread)
}

// poke changes the bytes at places through the owner; twice restores them.
func (w *watch) poke(places []int) error {
	for _, at := range places {
		if err := w.block.Owner().Poke(at, 0x5a); err != nil {
			return fmt.Errorf("change byte %d through its owner: %w", at, err)
		}
	}
	return nil
}

// provoke changes bytes of the source, before an operation and inside one, and notes
// the effect on the arm's checksum.
func (w *watch) provoke(i int, places []int, e *Evidence) error {
	if err := w.poke(places); err != nil {
		return err
	}
	changed := w.once(i)
	if err := w.poke(places); err != nil {
		return err
	}
	if changed == w.sums[i] {
		return fmt.Errorf("its checksum stays the same when byte %d of the source changes: it does not read that byte, or reads an old copy", places[0])
	}
	got, pieces, acted, err := w.disturbed(i, places, e)
	switch {
	case err != nil:
		return err
	case !acted:
		e.note(Unverified)
	case pieces > 1 && len(places) > 1:
		// An operation in pieces acquires some bytes before and some after the change.
	case got == changed:
		e.note(Aliases)
	case got == w.sums[i]:
		e.note(Moved)
	case len(places) > 1:
		e.note(Mixed)
	default:
		return fmt.Errorf("its checksum is neither that of the data before nor that after byte %d changed", places[0])
	}
	return nil
}

// disturbed does one operation. The owner changes places in it, just before the
// operation consumes the piece with the first of them. It returns the checksum and the
// number of pieces, and restores the source.
func (w *watch) disturbed(i int, places []int, e *Evidence) (sum uint64, pieces int, acted bool, err error) {
	w.seen = func(held []byte) {
		pieces++
		if overlap(held, w.block.Owner().Memory) {
			e.Overlap = true
		} else {
			e.Arrived += bench.Bytes(len(held))
		}
	}
	e.Arrived = 0
	w.act, w.at = func() { acted = true; err = w.poke(places) }, places[0]
	sum = w.once(i)
	if pieces > 0 && !acted { // part of it went elsewhere: act at the first piece
		w.at, pieces, e.Arrived = 0, 0, 0
		sum = w.once(i)
	}
	w.seen, w.act = nil, nil
	if acted && err == nil {
		err = w.poke(places)
	}
	return sum, pieces, acted, err
}

// countedOps is the number of operations for counts of allocations and system reads.
const countedOps = 8

// measure counts the allocations and the system reads of an operation.
func (w *watch) measure(i int, readChars func() (uint64, bool), e *Evidence) {
	n := countedOps
	if w.block.Case.Size > wholeProof {
		n = 1
	}
	e.Allocs, e.Allocated = loop.LeastAllocations(w.ops[i], n)
	e.System = -1
	if readChars == nil {
		return
	}
	if from, known := readChars(); known {
		w.ops[i].Do(n)
		to, _ := readChars()
		again, _ := readChars() // the price of counting
		e.System = max(bench.Bytes(to-from)-bench.Bytes(again-to), 0) / bench.Bytes(n)
	}
}

// agree compares the checksums of the arms without a fault.
func (w *watch) agree(all []Evidence) error {
	first := -1
	for i, e := range all {
		switch {
		case e.Fault != "":
		case first < 0:
			first = i
		case w.sums[i] != w.sums[first]:
			return fmt.Errorf("arms disagree on the same data: %s returns %#x, %s returns %#x",
				all[first].Arm, w.sums[first], e.Arm, w.sums[i])
		}
	}
	return nil
}

// overlap reports whether p and q share an address.
func overlap(p, q []byte) bool {
	if len(p) == 0 || len(q) == 0 {
		return false
	}
	// The pointers are compared, never followed; both slices are alive.
	p0, q0 := uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(unsafe.Pointer(unsafe.SliceData(q)))
	return p0 < q0+uintptr(len(q)) && q0 < p0+uintptr(len(p))
}
