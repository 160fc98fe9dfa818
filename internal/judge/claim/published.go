package claim

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// Published returns all claims, in the order of reports.
func Published() []Claim {
	return slices.Concat(ofFiles(), ofCalls(), ofGo(), ofArrivals(), ofStores(), ofPython(), ofOthers())
}

// ofFiles are the claims about files and the page cache.
func ofFiles() []Claim {
	return []Claim{
		{
			Source:  fedorova,
			Text:    "Reading a file through a mapping is 2 to 6 times as fast as by read.",
			Where:   "In the page cache, front to back, all of it copied out; here the mapping is kept and read in place.",
			Compare: Compare{"FileRead", nil, 1 * bench.MiB, 64 * bench.MiB, 1, Figure{"view", "reuse", 2, 6}},
		},
		{
			Source:  fedorova,
			Text:    "Reading a file through a mapping is 2 to 6 times as fast as by read, mapping included.",
			Where:   "In the page cache, front to back; here the file is mapped and unmapped for each time it is read.",
			Compare: Compare{"FileRead", nil, 1 * bench.MiB, 64 * bench.MiB, 1, Figure{"view-percall", "reuse", 2, 6}},
		},
		{
			Source:  Source{"Linus Torvalds on mmap and read, 2000", "https://lkml.iu.edu/hypermail/linux/kernel/0004.0/0728.html"},
			Text:    "To map, fault in and unmap costs more than the copy of a read, where the data are used once.",
			Where:   "No sizes are named.",
			Compare: Compare{"FileRead", nil, 4 * bench.KiB, 64 * bench.MiB, 1, faster("reuse", "view-percall")},
		},
		{
			Source:  Source{"How Memory Maps Deliver 25x Faster File Access in Go (Varnish Software)", "https://app.daily.dev/posts/how-memory-maps-mmap-deliver-25x-faster-file-access-in-go-cf67cm563"},
			Text:    "Reading a record out of a mapped file is 25 times as fast as by ReadAt.",
			Where:   "No size is named, and readers of the code say that nothing is read; here all is, of 4 KiB, the least.",
			Compare: Compare{"FileRead", nil, 4 * bench.KiB, 4 * bench.KiB, 1, times("view", "reuse", 25)},
		},
		{
			Source:  Source{"Are You Sure You Want to Use MMAP in Your Database Management System? (CIDR 2022)", "https://db.cs.cmu.edu/mmap-cidr2022/"},
			Text:    "A mapped file keeps up with reads until the page cache is full, and loses then.",
			Where:   "Files larger than memory, on fast drives; here everything is cached, so the first half alone.",
			Compare: Compare{"FileRead", nil, 4 * bench.KiB, 64 * bench.MiB, 1, faster("view", "reuse")},
		},
		{
			Source:  goperf,
			Text:    "Hashing a mapped file in place is 1.92 times as fast as reading it into a kept buffer first.",
			Where:   "4 MB in the page cache, mapped once, hashed by xxhash; here 1 to 4 MiB and another reader.",
			Compare: Compare{"FileRead", nil, 1 * bench.MiB, 4 * bench.MiB, 1, times("view", "reuse", 1.92)},
		},
		{
			Source: goperf,
			Text:   "With SHA-256 in place of xxhash it is 1.15 times as fast.",
			Where:  "The same 4 MB.",
			Reason: "No reader here computes as much: a scenario's reader is bound by memory.",
		},
	}
}

// ofCalls are the claims about calls into C.
func ofCalls() []Claim {
	return []Claim{
		{
			Source:  Source{"CGO Performance In Go 1.21", "https://shane.ai/posts/cgo-performance-in-go1.21/"},
			Text:    "A call into C takes about 40 ns.",
			Where:   "Go 1.21, one thread.",
			Compare: Compare{"CMemory", nil, 64, 64, 1, nanoseconds(cgoCall, 40)},
		},
		{
			Source:  Source{"The Cost and Complexity of Cgo (Cockroach Labs)", "https://www.cockroachlabs.com/blog/the-cost-and-complexity-of-cgo/"},
			Text:    "A call into C takes 171 ns.",
			Where:   "In December 2015; Go and processors have changed since.",
			Compare: Compare{"CMemory", nil, 64, 64, 1, nanoseconds(cgoCall, 171)},
		},
	}
}

// ofGo are the claims about memory of Go's.
func ofGo() []Claim {
	return []Claim{
		{
			Source:  Source{"go-qfext, util.go", "https://github.com/facebookincubator/go-qfext/blob/ae0222c7cc66f521f5f06e9ea8dc83fdcb4ddf62/util.go"},
			Text:    "Numbers are read about 15 times as fast into their own memory as by binary.Read.",
			Where:   "Little-endian, a fresh slice of 64-bit words; no size is named.",
			Compare: Compare{"DecodeNumbers", nil, 4 * bench.KiB, 1 * bench.MiB, 1, times("copy-bulk", "copy", 15)},
		},
		{
			Source:  Source{"netsampler/goflow2#141", "https://github.com/netsampler/goflow2/pull/141"},
			Text:    "Decoding by hand is 3.4 times as fast as by binary.Read: 14.2 instead of 48.4 ns.",
			Where:   "One 32-bit number; here eight of 64 bits, the fewest that there are.",
			Compare: Compare{"DecodeNumbers", nil, 64, 64, 1, times("copy-loop", "copy", 3.4)},
		},
		{
			Source:  Source{"Package encoding/binary", "https://pkg.go.dev/encoding/binary"},
			Text:    "binary.Read is simple rather than efficient: large data want something better.",
			Where:   "No figure; here a loop over the numbers must be faster.",
			Compare: Compare{"DecodeNumbers", nil, 4 * bench.KiB, 16 * bench.MiB, 1, faster("copy-loop", "copy")},
		},
		{
			Source:  Source{"Go: string and bytes (mina86, 2017)", "https://mina86.com/2017/golang-string-and-bytes/"},
			Text:    "A string's memory is handed out as bytes 124 times as fast as it is converted: 1.85 instead of 230 ns.",
			Where:   "1,000 bytes that nobody reads, hence no pass.",
			Compare: Compare{"StringBytes", nil, 1 * bench.KiB, 1 * bench.KiB, 0, times("view", "copy", 124)},
		},
		{
			Source:  Source{"Go Slices: usage and internals", "https://go.dev/blog/slices-intro"},
			Text:    "Slicing does not copy: a part is as cheap as an index.",
			Where:   "No figure; here a part must take no longer than reading as much plain memory.",
			Compare: Compare{"SubSlice", nil, 32 * bench.KiB, 4 * bench.MiB, 1, uncopied("view")},
		},
		{
			Source:  Source{"RocksDB PinnableSlice, facebook/rocksdb#1732", "https://github.com/facebook/rocksdb/pull/1732"},
			Text:    "Handing out a pinned value beats copying it: by 1.8 % at 100 bytes, 11.5 % at 1 KiB, 26 % at 10 KiB.",
			Where:   "Throughput of a whole engine; here the sign alone, of a Go slice against a copy into a kept one.",
			Compare: Compare{"SubSlice", nil, 64, 32 * bench.KiB, 1, faster("view", "reuse")},
		},
		{
			Source: Source{"How does NumPy move data when transposing a matrix?", "https://stackoverflow.com/questions/54039225/how-does-numpy-move-data-when-transpose-a-matrix"},
			Text:   "A transposing copy takes 2.9 times as long as a plain one: 6.29 instead of 2.2 ms.",
			Where:  "A matrix of 1,000 rows of 8,000 bytes, all of it transposed.",
			Reason: "A line that a transposition fetches serves eight columns; in StridedColumn it serves one.",
		},
	}
}

// ofPython are the claims about the buffer protocol.
func ofPython() []Claim {
	return []Claim{
		{
			Source:  Source{"What exactly is the point of memoryview in Python?", "https://stackoverflow.com/questions/18655648/what-exactly-is-the-point-of-memoryview-in-python"},
			Text:    "Slicing 400,000 times takes 0.077 s of a memoryview and 3.51 s of bytes.",
			Where:   "In CPython, slices of 200 KB on average that nobody reads; here the sign alone, from Go, all read.",
			Compare: Compare{"PyBuffer", objectBytes, 64 * bench.KiB, 1 * bench.MiB, 1, faster("view-memoryview", "copy-bytes")},
		},
		{
			Source:  Source{"The Python Standard Library, memoryview", "https://docs.python.org/3/library/stdtypes.html#typememoryview"},
			Text:    "A memoryview gives access to the memory of an object without copying.",
			Where:   "No figure; here one made for each reading must take no longer than reading as much plain memory.",
			Compare: Compare{"PyBuffer", objectBytes, 64 * bench.KiB, 16 * bench.MiB, 1, uncopied("view-memoryview")},
		},
	}
}

// ofOthers are the claims that no scenario here can judge.
func ofOthers() []Claim {
	return []Claim{
		{
			Source: Source{"Go 1.26 Release Notes", "https://go.dev/doc/go1.26"},
			Text:   "What a call into C costs at least is about 30 % less than in Go 1.25.",
			Where:  "The same machine with both.",
			Reason: "A run has one Go: it would need the one before beside it.",
		},
		{
			Source: Source{"golang/go#49618", "https://github.com/golang/go/issues/49618"},
			Text:   "To copy out of memory of C's malloc takes up to twice as long as out of Go's.",
			Where:  "Go 1.17 on Linux, large buffers; huge pages are suspected.",
			Reason: "Copies out of Go's and out of C's memory are never measured in the same rounds.",
		},
		{
			Source: Source{"Cornflakes: Zero-Copy Serialization for Microsecond-Scale Networking (SOSP 2023)", "https://doi.org/10.1145/3600006.3613137"},
			Text:   "Handing a field to the network card by reference pays from about 512 bytes on.",
			Where:  "Past the kernel, with cards that gather.",
			Reason: "It needs such a card and a way past the kernel.",
		},
		{
			Source: Source{"Linux, MSG_ZEROCOPY", "https://docs.kernel.org/networking/msg_zerocopy.html"},
			Text:   "Sending without a copy pays from writes of about 10 KB on.",
			Where:  "Between machines: a loopback interface copies after all.",
			Reason: "It needs a network, and a scenario that sends.",
		},
		{
			Source: Source{"zeromq/libzmq#4918", "https://github.com/zeromq/libzmq/pull/4918"},
			Text:   "Shared memory moves 0.07 times as much as a socket at 1 KiB, 3.3 times at 64 KiB, 8 times at 1 MiB.",
			Where:  "Two processes on one node, a receiver that reads samples.",
			Reason: "It needs a scenario of two processes.",
		},
	}
}

// goperf is the source of two claims.
var goperf = Source{"Zero-Copy Techniques (Go Optimization Guide)", "https://github.com/astavonin/go-optimization-guide/blob/409e822ddf74e2a4c398654d4248601a4837ad6a/docs/01-common-patterns/zero-copy.md"}

// fedorova is the source of two claims.
var fedorova = Source{"Why mmap is faster than system calls (Fedorova, 2019)", "https://sasha-f.medium.com/why-mmap-is-faster-than-system-calls-24718e75ab37"}

// objectBytes are the axes of a Python bytes object.
var objectBytes = []bench.Axis{{Key: "object", Value: "bytes"}}

// cgoCall is the probe of an empty call into C.
var cgoCall = reference.Probe("cgo-call")
