//go:build clibs && cgo

package clib

import (
	"encoding/binary"

	"github.com/bufbench/bufbench/bench"
)

// fill writes the block's random data to p, in a form that the case's call is
// made for.
func fill(b *bench.Block, p []byte) {
	b.Fill(p)
	switch b.Case.Get(call) {
	case "deflate":
		letters(p)
	case "ddot":
		numbers(p)
	}
}

// letters leaves sixteen values of bytes, which deflate halves: nobody
// compresses noise.
func letters(p []byte) {
	for i := range p {
		p[i] = 'a' + p[i]&15
	}
}

// A number of the source is a double: a whole number from 2¹² on and below 2¹³. The
// lowest eight bits of its mantissa are zero, so sums of squares are exact up to 1 GiB
// of them, in any order. A poke makes it larger, and with it the dot product of the
// source with itself, however many numbers are poked at once.
const (
	exponent  = 12
	mantissa  = 52
	lowestBit = mantissa - exponent // of the mantissa: it counts 1
	pokedBits = 8
)

// numbers makes a number of each eight bytes of p, of which there is a
// multiple.
func numbers(p []byte) {
	const (
		biased = (1023 + exponent) << mantissa
		random = 1<<mantissa - 1<<(lowestBit+pokedBits) // what is left to chance
	)
	for ; len(p) >= 8; p = p[8:] {
		binary.NativeEndian.PutUint64(p, binary.NativeEndian.Uint64(p)&random|biased)
	}
}

// own tells the block how the bytes at p are changed through their owner, of
// which poke changes one. Of numbers not byte i changes, which would make
// infinities, but bit i%8 of number i/8, whatever it is to be combined with.
func own(b *bench.Block, p []byte, poke func(i int, x byte) error) {
	if b.Case.Get(call) == "ddot" {
		b.Own(bench.Owner{Memory: p, Poke: func(i int, _ byte) error { return pokeNumber(poke, i) }})
		return
	}
	b.Own(bench.Owner{Memory: p, Poke: poke})
}

func pokeNumber(poke func(i int, x byte) error, i int) error {
	var change [8]byte
	binary.NativeEndian.PutUint64(change[:], 1<<(lowestBit+i%pokedBits))
	for j, x := range change {
		if x == 0 {
			continue
		}
		if err := poke(i/8*8+j, x); err != nil {
			return err
		}
	}
	return nil
}
