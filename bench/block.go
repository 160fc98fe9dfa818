package bench

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
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
	Pages  Pages      // that large buffers ask for
	Asked  Bytes      // of huge pages, so far

	owner    Owner
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

// Bytes returns n bytes of Go memory at a random cache line within a page.
// They are not touched; the collector frees them.
func (b *Block) Bytes(n Bytes) []byte {
	offset := b.Rand.IntN(page/cacheLine) * cacheLine
	room := make([]byte, int(n)+offset+cacheLine-1)
	// The address is looked at, never followed; the heap does not move.
	offset += int(-uintptr(unsafe.Pointer(unsafe.SliceData(room))) % cacheLine)
	if n >= HugeFrom {
		b.advise(room)
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
	b.owner, b.Kernel = Owner{}, nil
}

// Skip says that something cannot be had on this machine, and what to type to
// get it. It is an error, but not a failure.
type Skip struct {
	Reason string // what is missing
	Hint   string // the command that mends it; may be empty
}

// Error implements error.
func (s *Skip) Error() string {
	if s.Hint == "" {
		return s.Reason
	}
	return fmt.Sprintf("%s (try: %s)", s.Reason, s.Hint)
}

// Skip returns a *[Skip] for a source or an arm to return.
func (b *Block) Skip(reason, hint string) error { return &Skip{reason, hint} }

// Skipped returns the *[Skip] in err's chain, or nil.
func Skipped(err error) *Skip {
	var s *Skip
	if errors.As(err, &s) {
		return s
	}
	return nil
}
