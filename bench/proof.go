package bench

import (
	"cmp"
	"fmt"
	"math"
	"unsafe"
)

// Observation is what proof saw of an arm.
type Observation string

// What proof may see.
const (
	Aliases    Observation = "aliases"    // a change by the owner is seen through the arm
	Moved      Observation = "moved"      // a change by the owner is not seen: the bytes were copied
	Mixed      Observation = "mixed"      // part of the bytes were copied
	Unverified Observation = "unverified" // the arm never handed its bytes to the block's Kernel
)

// Evidence is what was observed of one arm in one case.
type Evidence struct {
	Arm       string
	Kind      Kind
	Seen      Observation // by changing the owner's data between acquisition and consumption
	Overlap   bool        // addresses lie in the owner's memory
	Addresses bool        // the owner has an address in this process, so Overlap means something
	Arrived   Bytes       // bytes a life consumes outside the owner's memory: at least so many were moved
	Allocs    float64     // Go heap allocations a life
	Allocated Bytes       // Go heap bytes a life
	System    Bytes       // bytes asked of the operating system a life; -1 where it cannot be observed
	Fault     string      // why the proof failed; empty when it holds
}

// String is the evidence in one phrase.
func (e Evidence) String() string {
	s := cmp.Or(string(e.Seen), "nothing seen") + " (changed by its owner between acquisition and use"
	if e.Addresses {
		s += map[bool]string{true: "; addresses overlap", false: "; addresses apart"}[e.Overlap]
	}
	return fmt.Sprintf("%s); %.4g allocs, %s a life", s, e.Allocs, e.Allocated)
}

// Proof checks, before anything is timed, that every arm of a scenario does
// what it claims. It watches the very lives that are timed: the block's
// Kernel is replaced by one that lets the owner change a byte after the life
// acquired it and before the life consumes it. A view's checksum follows, a
// copy's does not.
type Proof struct {
	Seed uint64

	// ReadChars returns how many bytes this process has asked the operating
	// system to read so far, and false where that is not known. nil means
	// not known.
	ReadChars func() (uint64, bool)
}

// wholeProof is the size up to which the first and the last byte are changed
// too; above it a random byte and one in every part, because each costs lives.
const wholeProof = 4 * MiB

// Case proves every arm of s at c. The error says that the block could not be
// opened or that the arms disagree; what is wrong with one arm stands in its
// Evidence. A case of no passes is proven at one.
func (p Proof) Case(s Scenario, c Case) ([]Evidence, error) {
	c.Passes = max(c.Passes, 1)
	b := NewBlock(c, p.Seed)
	defer b.Close()
	watch, err := watched(b, s)
	if err != nil {
		return nil, err
	}
	rivals := s.Rivals()
	all := make([]Evidence, len(rivals))
	for i, rival := range rivals {
		all[i] = Evidence{Arm: rival.Name, Kind: rival.Kind, Addresses: b.owner.Memory != nil}
		if err := p.arm(watch, i, &all[i]); err != nil {
			all[i].Fault = err.Error()
		}
	}
	return all, watch.agree(all)
}

// arm gathers the evidence of one arm and judges it.
func (p Proof) arm(w *watch, i int, e *Evidence) error {
	w.sums[i] = w.life(i)
	for _, places := range w.places() {
		if err := w.provoke(i, places, e); err != nil {
			return err
		}
	}
	w.measure(i, p.ReadChars, e)
	return e.judge(w.ops[i].Cost)
}

// judge holds the claim and the declared cost against what was seen.
func (e *Evidence) judge(declared Cost) error {
	moved := declared.Copied + declared.System
	switch {
	case e.Kind == View && e.Seen == Moved:
		return fmt.Errorf("it claims to be a view, but a change by the owner is not seen through it: it copies")
	case e.Kind == View && e.Seen == Aliases && e.Addresses && !e.Overlap:
		return fmt.Errorf("it claims to be a view, but its addresses lie outside the owner's memory")
	case e.Kind == Copy && e.Seen == Aliases:
		return fmt.Errorf("it claims to be a copy, but a change by the owner is seen through it: it aliases")
	case e.Kind == Copy && e.Overlap:
		return fmt.Errorf("it claims to be a copy, but its addresses lie in the owner's memory")
	case e.Kind != Kernel && e.Seen == Mixed:
		return fmt.Errorf("it copies some of the bytes and aliases others")
	case e.Kind == View && moved != 0:
		return fmt.Errorf("it claims to be a view and declares %s moved", moved)
	case e.Kind == Copy && moved == 0:
		return fmt.Errorf("it claims to be a copy and declares no bytes moved")
	case math.Abs(e.Allocs-float64(declared.Allocs)) >= 0.5:
		return fmt.Errorf("it declares %d allocations a life, observed were %.4g", declared.Allocs, e.Allocs)
	case e.System >= 0 && (e.System > declared.System+slack || e.System < declared.System-slack):
		return fmt.Errorf("it declares %s moved by the operating system a life, observed were %s", declared.System, e.System)
	case e.Kind == Copy && moved < e.Arrived:
		return fmt.Errorf("it declares %s moved a life, but consumes %s outside the owner's memory", moved, e.Arrived)
	}
	return nil
}

// watch is an opened block whose Kernel lets proof act inside a life.
type watch struct {
	block *Block
	ops   []Op
	sums  []uint64 // the checksum of an undisturbed life, by arm

	seen func(held []byte) // runs before each consumption
	at   int               // the byte that act waits for: lives consume pieces in order
	act  func()            // runs once, before the piece that holds byte at is consumed
}

func watched(b *Block, s Scenario) (*watch, error) {
	w := &watch{block: b}
	consume := s.Describe().Kernel
	b.Kernel = func(held []byte, passes int) uint64 {
		if w.seen != nil {
			w.seen(held)
		}
		if w.at -= len(held); w.act != nil && w.at < 0 {
			w.act()
			w.act = nil
		}
		return consume(held, passes)
	}
	var err error
	if w.ops, err = s.Open(b); err != nil {
		return nil, err
	}
	if b.owner.Poke == nil {
		return nil, fmt.Errorf("its source never called Block.Own with a Poke, so nothing can be proven")
	}
	w.sums = make([]uint64, len(w.ops))
	return w, nil
}

// life is the checksum of one life.
func (w *watch) life(i int) (sum uint64) {
	w.ops[i].held(func() { sum = w.ops[i].Run(1) })
	return sum
}

// places are the bytes that the owner will change, each set at once. The last
// set has a byte in every part of the source, so that a partial copy shows.
func (w *watch) places() [][]int {
	const parts = 64
	size := int(w.block.Case.Size)
	var sets [][]int
	if Bytes(size) <= wholeProof {
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
		if err := w.block.owner.Poke(at, 0x5a); err != nil {
			return fmt.Errorf("change byte %d through its owner: %w", at, err)
		}
	}
	return nil
}

// provoke changes bytes of the source, before a life and inside one, and notes
// what the arm's checksum did.
func (w *watch) provoke(i int, places []int, e *Evidence) error {
	if err := w.poke(places); err != nil {
		return err
	}
	changed := w.life(i)
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
		// A life in pieces acquires some bytes before and some after the change.
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

// disturbed is the checksum of a life in which the owner changes places, just
// before the piece that holds the first of them is consumed; and how many
// pieces the life hands over. The source is restored.
func (w *watch) disturbed(i int, places []int, e *Evidence) (sum uint64, pieces int, acted bool, err error) {
	w.seen = func(held []byte) {
		pieces++
		if overlap(held, w.block.owner.Memory) {
			e.Overlap = true
		} else {
			e.Arrived += Bytes(len(held))
		}
	}
	e.Arrived = 0
	w.act, w.at = func() { acted = true; err = w.poke(places) }, places[0]
	sum = w.life(i)
	if pieces > 0 && !acted { // part of it went elsewhere: act at the first piece
		w.at, pieces, e.Arrived = 0, 0, 0
		sum = w.life(i)
	}
	w.seen, w.act = nil, nil
	if acted && err == nil {
		err = w.poke(places)
	}
	return sum, pieces, acted, err
}

func (e *Evidence) note(seen Observation) {
	if e.Seen != "" && e.Seen != seen {
		seen = Mixed
	}
	e.Seen = seen
}

// slack is how many bytes a life's system reads may be off, because reading the
// count is itself counted, and is longer when the count has a digit more.
const slack = 32

// tries is how often a count is taken: the least of them is kept, because the
// runtime allocates now and then on its own account.
const tries = 3

// measure counts what a life allocates and what it has the system read.
func (w *watch) measure(i int, readChars func() (uint64, bool), e *Evidence) {
	lives := 8
	if w.block.Case.Size > wholeProof {
		lives = 1
	}
	e.Allocs, e.Allocated = w.ops[i].Allocations(lives)
	for range tries - 1 {
		allocs, allocated := w.ops[i].Allocations(lives)
		e.Allocs, e.Allocated = min(e.Allocs, allocs), min(e.Allocated, allocated)
	}
	e.System = -1
	if readChars == nil {
		return
	}
	if from, known := readChars(); known {
		w.ops[i].held(func() { w.ops[i].Run(lives) })
		to, _ := readChars()
		again, _ := readChars() // the price of counting
		e.System = max(Bytes(to-from)-Bytes(again-to), 0) / Bytes(lives)
	}
}

// agree says which of the arms without a fault returned another checksum than
// the first of them.
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
