package goheap

import (
	"bytes"
	"encoding/binary"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// word is the size of the numbers that DecodeNumbers decodes.
const word = bench.Bytes(8)

// DecodeNumbers asks how bytes become numbers: decoded one by one, copied in
// bulk, or looked at through a cast. The bytes are little-endian, and so must
// the machine be, or a cast would be a lie.
var DecodeNumbers = bench.Of[[]byte]{
	Info: bench.Info{
		Name:     "DecodeNumbers",
		Question: "Decode little-endian bytes into numbers, or cast them in place?",
		Class:    []bench.Class{bench.Dominant, bench.Liability},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "As long as they are held: the numbers keep the whole array of bytes.",
			Frees:    "The collector, once neither the bytes nor the numbers are held.",
			Mutation: "A write to the bytes changes the numbers, and a write to the numbers the bytes.",
			Threads:  "Any number may read at once; a write beside a read is a data race.",
			Failure:  "Wrong numbers on a big-endian machine; a fault, or checkptr's, where bytes are not aligned.",
			Incident: bench.Incident{
				What:   "On ARMv5 BoltDB's casts of bytes that were not aligned loaded wrong values.",
				Source: "boltdb/bolt#578",
			},
		},
		Grid: bench.Grid{
			Sizes:   []bench.Bytes{64, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB, 16 * bench.MiB},
			Element: word,
		},
		Ready: littleEndian,
	},
	Source: (*bench.Block).Data,
	Part:   numbersPart,
	Arms: []bench.Arm[[]byte]{
		{Name: "copy", Kind: bench.Copy, Says: "binary.Read", Open: decodeFresh(read, 3+escaped, oneByOne)},
		{Name: "copy-decode", Kind: bench.Copy, Says: "binary.Decode", Open: decodeFresh(decode, 1+escaped, oneByOne)},
		{Name: "copy-loop", Kind: bench.Copy, Says: "a loop of binary.LittleEndian.Uint64", Open: decodeFresh(loop, 1, oneByOne)},
		{Name: "copy-bulk", Kind: bench.Copy, Says: "copy into a new []uint64", Open: decodeFresh(bulk, 1, bench.Pieces{})},
		{Name: "reuse", Kind: bench.Copy, Says: "copy into a kept []uint64", Open: decodeReuse},
		{Name: "view", Kind: bench.View, Says: "unsafe.Slice as []uint64", Open: castView},
	},
}

func littleEndian() error {
	if binary.NativeEndian.Uint16([]byte{1, 0}) != 1 {
		return &bench.Skip{Reason: "this machine is big-endian: a cast would swap the bytes of every number"}
	}
	return nil
}

func read(dst []uint64, src []byte) {
	if err := binary.Read(bytes.NewReader(src), binary.LittleEndian, dst); err != nil {
		panic(err) // the lengths match by construction
	}
}

func decode(dst []uint64, src []byte) {
	if _, err := binary.Decode(src, binary.LittleEndian, dst); err != nil {
		panic(err) // the lengths match by construction
	}
}

func loop(dst []uint64, src []byte) {
	for i := range dst {
		dst[i] = binary.LittleEndian.Uint64(src[i*int(word):])
	}
}

func bulk(dst []uint64, src []byte) { copy(asBytes(dst), src) }

// asBytes is the memory of words: same owner, same lifetime, weaker alignment.
func asBytes(words []uint64) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(words))), len(words)*int(word))
}

// asWords is the memory of p as numbers: same owner, same lifetime. p starts
// at a cache line (see bench.Block.Bytes), so every word is aligned.
func asWords(p []byte) []uint64 {
	return unsafe.Slice((*uint64)(unsafe.Pointer(unsafe.SliceData(p))), len(p)/int(word))
}

// oneByOne says that neighbouring numbers are decoded one by one.
var oneByOne = bench.Pieces{Each: word, Decoded: true}

func decodeFresh(into func([]uint64, []byte), allocs int, pieces bench.Pieces) func(*bench.Block, []byte) (bench.Op, error) {
	return func(b *bench.Block, src []byte) (bench.Op, error) {
		consume, passes := b.Kernel, b.Case.Passes
		return bench.Op{
			Run: func(n int) (sum uint64) {
				for range n {
					numbers := make([]uint64, len(src)/int(word))
					into(numbers, src)
					sum += consume(asBytes(numbers), passes)
				}
				return sum
			},
			Cost: bench.Cost{Copied: b.Case.Size, Allocs: allocs, Zeroed: true, Pieces: pieces},
		}, nil
	}
}

func decodeReuse(b *bench.Block, src []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	kept := asWords(b.Touched(b.Case.Size))
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				bulk(kept, src)
				sum += consume(asBytes(kept), passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size},
	}, nil
}

func castView(b *bench.Block, src []byte) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(asBytes(asWords(src)), passes)
		}
		return sum
	}}, nil
}

// numbersPart is the first numbers, for somebody who needs no more.
func numbersPart(_ *bench.Block, src []byte) any {
	n := min(len(src), int(bench.PartSize)) / int(word)
	return asWords(src)[:n:n]
}
