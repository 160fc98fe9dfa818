package file

import (
	"fmt"
	"os"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// FileRead asks how the bytes of a file in the page cache reach a program:
// read into memory of its own, or mapped.
//
// A mapping must not be used after it is unmapped. If somebody truncates the file, a
// look behind its end ends the process (SIGBUS). A read has neither liability.
//
// To a colleague: AddCleanup as a last resort adds less than a tenth to a mapping of 4 KiB.
var FileRead = bench.Of[*os.File]{
	Info: bench.Info{
		Name:     "FileRead",
		Question: "Read a file that is in the page cache, or map it?",
		Class:    []bench.Class{bench.BreakEvenSize, bench.BreakEvenPasses},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "Until munmap; to close or delete the file does not end it.",
			Frees:    "Whoever mapped it, by munmap: the collector does not know of the mapping.",
			Mutation: "Whoever writes to the file changes the mapping, and it is seen at once.",
			Threads:  "Any number may read at once; a page fault holds up the thread, not the goroutine alone.",
			Failure:  "SIGBUS behind the end of a file that was truncated, SIGSEGV after munmap: the process ends.",
			Incident: bench.Incident{
				What:   "Mimir crashed on strings that pointed into an index file which was no longer mapped.",
				Source: "grafana/mimir#7897",
			},
		},
		Grid: bench.Grid{
			Sizes:  []bench.Bytes{4 * bench.KiB, 64 * bench.KiB, 256 * bench.KiB, 1 * bench.MiB, 16 * bench.MiB, 64 * bench.MiB},
			Passes: []int{1},
		},
		Ready:  ready,
		Probes: []string{"kernel-call", "alloc", "page-fault"},
		// A mapping per operation costs two system calls, unknown to any probe, and
		// page faults, whose number grows with the bytes. No sum of probes is its
		// setup. The probe's fault is that of fresh memory, as in copy.
		Contests: []bench.Contest{
			{View: "view", Copy: "copy", Setup: []string{"kernel-call"}},
			{View: "view-percall", Copy: "copy"},
			{View: "view-percall", Copy: "reuse"},
		},
	},
	Source: written,
	Part:   mappedPart,
	Arms: []bench.Arm[*os.File]{
		{Name: "copy", Kind: bench.Copy, Says: "File.ReadAt into new memory", Open: readFresh},
		{Name: "reuse", Kind: bench.Copy, Says: "File.ReadAt into kept memory", Open: readReuse},
		{Name: "view", Kind: bench.View, Says: "a kept mmap", Open: viewKept},
		{Name: "view-percall", Kind: bench.View, Says: "mmap and munmap", Open: viewPerCall},
		{Name: "view-guarded", Kind: bench.View, Says: "the same, and AddCleanup in case", Open: viewGuarded},
	},
}

func readFresh(b *bench.Block, f *os.File) (bench.Op, error) {
	consume, size, passes := b.Kernel, b.Case.Size, b.Case.Passes
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				fresh := make([]byte, size)
				read(f, fresh)
				sum += consume(fresh, passes)
			}
			return sum
		},
		Cost: bench.Cost{System: size, Allocs: 1},
	}, nil
}

func readReuse(b *bench.Block, f *os.File) (bench.Op, error) {
	consume, size, passes := b.Kernel, b.Case.Size, b.Case.Passes
	kept := b.Touched(size)
	return bench.Op{
		Run: func(n int) (sum uint64) {
			for range n {
				read(f, kept)
				sum += consume(kept, passes)
			}
			return sum
		},
		Cost: bench.Cost{System: size},
	}, nil
}

// read fills p from the start of f. It panics if it cannot: an operation has no error
// to return. Whoever runs it reports the panic under the arm's name.
func read(f *os.File, p []byte) {
	if n, err := f.ReadAt(p, 0); err != nil {
		panic(fmt.Errorf("read %s of the file: got %s: %w", bench.Bytes(len(p)), bench.Bytes(n), err))
	}
}

func viewKept(b *bench.Block, f *os.File) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	kept, err := mapped(f, b.Case.Size)
	if err != nil {
		return bench.Op{}, err
	}
	b.Defer(func() { unmap(kept) })
	kernel.Sum(kept, 1) // no page is touched first inside a sample
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(kept, passes)
		}
		return sum
	}}, nil
}

func viewPerCall(b *bench.Block, f *os.File) (bench.Op, error) {
	consume, size, passes := b.Kernel, b.Case.Size, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Mapped: size}, Run: func(n int) (sum uint64) {
		for range n {
			mapping, err := mapped(f, size)
			if err != nil {
				panic(err) // as in read
			}
			sum += consume(mapping, passes)
			unmap(mapping)
		}
		return sum
	}}, nil
}

// mappedPart is the first bytes of a mapping of the whole file, which stays
// mapped until the block is closed. It panics as read does.
func mappedPart(b *bench.Block, f *os.File) any {
	kept, err := mapped(f, b.Case.Size)
	if err != nil {
		panic(err)
	}
	b.Defer(func() { unmap(kept) })
	n := min(len(kept), int(bench.PartSize))
	return kept[:n:n]
}
