package bench

import "encoding/binary"

// The values of [Touch] and [Order].
const (
	touchAll    = "all"
	touchTenth  = "tenth"
	touchLine   = "line"
	touchPage   = "page"
	touchByte   = "byte"
	orderRandom = "random"
)

// touch is the bytes of a pass: some at the beginning of each step.
type touch struct {
	step, width int // bytes; a step of 0 is all there is
	random      bool
}

// touchOf is the touch of a case. whole means every byte in sequence: the scenario's
// own way to read.
func touchOf(c Case) (t touch, whole bool) {
	t = touch{step: cacheLine, width: cacheLine, random: c.Get(Order) == orderRandom}
	switch c.Get(Touch) {
	case touchTenth:
		t.step = 10 * cacheLine
	case touchLine:
		t.width = 1
	case touchPage:
		t.step, t.width = page, 1
	case touchByte:
		t.step, t.width = 0, 1
	default:
		whole = !t.random
	}
	return t, whole
}

// Whole reports whether a pass reads every byte, from front to back.
func (c Case) Whole() bool {
	_, whole := touchOf(c)
	return whole
}

// touching is the consumer of a case. It is the scenario's own if a pass reads
// everything in sequence, and otherwise one with the case's touch.
func touching(c Case, own Consumer) Consumer {
	t, whole := touchOf(c)
	if whole {
		return own
	}
	return t.read
}

// bytes is how many bytes one pass over size bytes reads.
func (t touch) bytes(size Bytes) Bytes {
	step := t.stepOf(int(size))
	whole, rest := int(size)/step, int(size)%step
	return Bytes(whole*t.width + min(rest, t.width))
}

func (t touch) stepOf(size int) int {
	if t.step == 0 {
		return max(size, 1)
	}
	return t.step
}

// read is a [Consumer] of its touch. It returns the sum of the words over all passes.
// It is never inlined, so that every arm runs the same code.
//
//go:noinline
func (t touch) read(p []byte, passes int) (sum uint64) {
	step := t.stepOf(len(p))
	places := (len(p) + step - 1) / step
	next := walk(places, t.random)
	for range passes {
		at := 0
		for range places {
			sum += t.piece(p[at*step:])
			at = next.after(at)
		}
	}
	return sum
}

// piece reads the beginning of p, whole words as long as there are some.
func (t touch) piece(p []byte) (sum uint64) {
	p = p[:min(len(p), t.width)]
	for ; len(p) >= 8; p = p[8:] {
		sum += binary.LittleEndian.Uint64(p)
	}
	for _, b := range p {
		sum += uint64(b)
	}
	return sum
}

// tour visits every place once, beginning with 0 and coming back to it.
type tour struct {
	places, mask int
	random       bool
}

func walk(places int, random bool) tour {
	mask := 1
	for mask < places {
		mask *= 2
	}
	return tour{places, mask - 1, random}
}

// after is the place behind another. In random order it is the next place of a linear
// congruential generator with a full period (Hull and Dobell 1962: the increment is
// odd, and the multiplier less one is a multiple of four). A list of places would
// compete for the caches.
func (w tour) after(at int) int {
	if !w.random {
		return at + 1
	}
	const multiplier, increment = 0x2c57f2d, 0x3c6ef35f
	for {
		if at = (at*multiplier + increment) & w.mask; at < w.places {
			return at
		}
	}
}
