package bench

import (
	"encoding/binary"
	"math/rand/v2"
	"strconv"
	"unsafe"
)

// Block owns a source and the destinations of its arms. A fresh one is drawn
// every few milliseconds, because rivals that read different pages differ by
// up to a tenth for no reason. It is used by one goroutine.
type Block struct {
	Case   Case
	Seed   uint64     // everything random in the block comes from it
	Rand   *rand.Rand // seeded with Seed
	Kernel Consumer   // what lives consume with; set when the source is opened

	// Advise may ask the operating system for other pages under a buffer of size bytes,
	// before anything touches them. The buffer lies in room. nil asks for nothing.
	Advise func(room []byte, size Bytes)

	owner    Owner
	watch    func(held []byte) // of a proof; nil elsewhere
	deferred []func()
}

// NewBlock returns an empty block. The caller closes it.
func NewBlock(c Case, seed uint64) *Block {
	return &Block{Case: c, Seed: seed, Rand: newRand(seed)}
}

// cacheLine is the granularity of random padding: what moves is the place
// within a page and a cache set, never the place within a line.
const (
	cacheLine = 64
	page      = 4096
)

// Offset draws where within a page a buffer of the block begins: at a random
// cache line, or at the byte of it that the case asks for. Memory that is not
// made by [Block.Bytes] should begin there too.
func (b *Block) Offset() int {
	within, _ := strconv.Atoi(b.Case.Get(Align)) // 0 where the case does not say
	return b.Rand.IntN(page/cacheLine)*cacheLine + within
}

// Bytes returns n bytes of Go memory at an [Block.Offset] of its own within a
// page. They are not touched; the collector frees them.
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

// Touched is [Block.Bytes] written once, so that no page is touched first
// inside a sample.
func (b *Block) Touched(n Bytes) []byte {
	p := b.Bytes(n)
	b.Fill(p)
	return p
}

// Fill writes the block's random data to p: the same for the same seed, and
// never zeros, which share pages and are special to some machines.
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

// Data is the source of scenarios over Go memory: Case.Size bytes, filled and
// owned by the block.
func (b *Block) Data() ([]byte, error) {
	p := b.Touched(b.Case.Size)
	b.Own(Owner{Memory: p, Poke: func(i int, x byte) error { p[i] ^= x; return nil }})
	return p, nil
}

// Own says how proof reaches the data. A source calls it once.
func (b *Block) Own(o Owner) { b.owner = o }

// Owner is how to reach the data without any arm: what the source told [Block.Own],
// or the zero Owner before that.
func (b *Block) Owner() Owner { return b.owner }

// Observe has arms tell see about every piece of memory just before they read it, once
// per operation: those that read through [Block.Through], or ask [Block.Watch]. A
// proof calls it before the source is opened.
func (b *Block) Observe(see func(held []byte)) { b.watch = see }

// Watch returns what an arm that does not consume through the block's Kernel
// must tell what it is going to read, in each life after it acquired it: every
// piece, once. It is nil outside a proof. Arms ask when they are opened.
func (b *Block) Watch() func(held []byte) { return b.watch }

// Through is a consumer of an arm's own, such as a walk over a column or a call
// of a C library, as lives are to call it: consume itself, or in a proof one
// that tells the proof first.
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

// Defer calls f when the block is closed, last in first out, after errors too.
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

// Holds reports whether the block owns something that is released when it is
// closed, beyond memory that the collector frees.
func (b *Block) Holds() bool { return len(b.deferred) > 0 }

// newRand is the one source of chance: everything drawn in a block can be
// drawn again from its seed.
func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)) }
