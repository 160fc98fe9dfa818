package bench

import (
	"encoding/binary"
	"math/rand/v2"
	"strconv"
	"unsafe"
)

// Block owns a source and the destinations of its arms. A fresh one is drawn every few
// milliseconds: rivals that read different pages differ by up to a tenth for no
// reason. One goroutine at a time uses it. Its [Block.Close] releases everything.
type Block struct {
	Case   Case
	Seed   uint64     // everything random in the block comes from it
	Rand   *rand.Rand // seeded with Seed
	Kernel Consumer   // that operations consume with; set when the source is opened
	Reader Consumer   // in place of the scenario's own Kernel; nil keeps that

	// Advise may ask the operating system for other pages under a buffer of size bytes,
	// before anything touches them. The buffer lies in room. nil asks for nothing.
	Advise func(room []byte, size Bytes)

	owner    Owner
	watch    func(held []byte) // of a proof; nil elsewhere
	deferred []func()
	shared   map[string]any // with the blocks beside it
}

// NewBlock returns an empty block. The caller closes it.
func NewBlock(c Case, seed uint64) *Block {
	return &Block{Case: c, Seed: seed, Rand: newRand(seed), shared: map[string]any{}}
}

// The granularity of random padding is the cache line: padding moves the place within
// a page and a cache set, never the place within a line.
const (
	cacheLine = 64
	page      = 4096
)

// Offset draws where within a page a buffer of the block begins: at a random cache
// line, or at the byte of it that the case names. Memory from elsewhere than
// [Block.Bytes] should begin there too.
func (b *Block) Offset() int {
	within, _ := strconv.Atoi(b.Case.Get(Align)) // 0 where the case does not say
	return b.Rand.IntN(page/cacheLine)*cacheLine + within
}

// Bytes returns n bytes of Go memory, at an [Block.Offset] of its own. They are not
// touched. The collector frees them.
func (b *Block) Bytes(n Bytes) []byte {
	offset := b.Offset()
	room := make([]byte, int(n)+offset+cacheLine-1)
	// The address is looked at, never followed; the heap does not move.
	offset += int(-uintptr(unsafe.Pointer(unsafe.SliceData(room))) % cacheLine)
	if b.Advise != nil {
		b.Advise(room, n)
	}
	return room[offset : offset+int(n) : offset+int(n)]
}

// Touched returns [Block.Bytes] after one write, so that no page is touched first
// inside a sample.
func (b *Block) Touched(n Bytes) []byte {
	p := b.Bytes(n)
	b.Fill(p)
	return p
}

// Fill writes the block's random data to p: the same for the same seed. It never
// writes only zeros, because pages of zeros are shared and special to some machines.
func (b *Block) Fill(p []byte) {
	const gamma = 0x9e3779b97f4a7c15 // splitmix64: Steele, Lea, Flood, OOPSLA 2014
	state := b.Seed
	for len(p) >= 8 {
		state += gamma
		binary.LittleEndian.PutUint64(p, mix(state))
		p = p[8:]
	}
	var tail [8]byte
	binary.LittleEndian.PutUint64(tail[:], mix(state+gamma))
	copy(p, tail[:])
}

func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Data is the source of scenarios over Go memory: Case.Size bytes, filled and owned by
// the block.
func (b *Block) Data() ([]byte, error) {
	p := b.Touched(b.Case.Size)
	b.Own(Owner{Memory: p, Poke: func(i int, x byte) error { p[i] ^= x; return nil }})
	return p, nil
}

// Own says how a proof reaches the data. A source calls it once.
func (b *Block) Own(o Owner) { b.owner = o }

// Owner returns the argument of [Block.Own]; the zero Owner before that call.
func (b *Block) Owner() Owner { return b.owner }

// Observe has a proof watch the reading: arms call see with every piece of memory just
// before they read it, each piece once per operation. They do so by [Block.Through] or
// [Block.Watch]. A proof calls Observe before the source is opened.
func (b *Block) Observe(see func(held []byte)) { b.watch = see }

// Watch returns the observer of a proof; nil outside a proof. An arm that consumes
// without the block's Kernel asks for it when it is opened. In each operation it calls
// the observer with every piece of memory once, after it acquired the piece and before
// it reads it.
func (b *Block) Watch() func(held []byte) { return b.watch }

// Through makes an arm's own consumer visible to a proof, such as a walk over a column
// or a call of a C library. Outside a proof it returns consume itself.
func (b *Block) Through(consume Consumer) Consumer {
	watch := b.watch
	if watch == nil {
		return consume
	}
	return func(p []byte, passes int) uint64 {
		watch(p)
		return consume(p, passes)
	}
}

// Shared returns the one value of that name for the goroutines of a case, such as a pool
// of an arm. The first block that asks has it made. An arm asks when it is opened.
func (b *Block) Shared(name string, make func() any) any {
	if _, made := b.shared[name]; !made {
		b.shared[name] = make()
	}
	return b.shared[name]
}

// Beside has b share the values of another block (see [Block.Shared]). Each goroutine of
// a case (see [Goroutines]) has a block of its own, all of them beside the first.
func (b *Block) Beside(first *Block) { b.shared = first.shared }

// Defer has f called when the block is closed, last in first out, after errors too.
func (b *Block) Defer(f func()) { b.deferred = append(b.deferred, f) }

// Close releases what the block owns.
func (b *Block) Close() {
	for len(b.deferred) > 0 {
		last := len(b.deferred) - 1
		f := b.deferred[last]
		b.deferred = b.deferred[:last]
		f()
	}
	b.owner, b.Kernel, b.watch = Owner{}, nil, nil
}

// Holds reports whether the block has calls for [Block.Close]: it owns more than
// memory of the collector.
func (b *Block) Holds() bool { return len(b.deferred) > 0 }

// newRand is the one source of chance: a seed draws the same block again.
func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)) }
