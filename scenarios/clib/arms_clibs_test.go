//go:build clibs && cgo

package clib

import (
	"slices"
	"testing"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

var (
	calls    = CLibrary.Grid.Axes[0].Values
	memories = CLibrary.Grid.Axes[1].Values
)

func at(name, where string, size bench.Bytes, passes int) bench.Case {
	return bench.Case{Size: size, Passes: passes, Axes: []bench.Axis{{Key: call, Value: name}, {Key: memory, Value: where}}}
}

// opened returns the source and the arms of the case, closed with the test.
func opened(t *testing.T, c bench.Case) (*source, []bench.Op) {
	t.Helper()
	b := bench.NewBlock(c, 7)
	t.Cleanup(b.Close)
	src, err := openSource(b)
	if skip := bench.Skipped(err); skip != nil {
		t.Skip(skip)
	}
	if err != nil {
		t.Fatal(err)
	}
	ops := make([]bench.Op, len(CLibrary.Arms))
	for i, arm := range CLibrary.Arms {
		if ops[i], err = arm.Open(b, src); err != nil {
			t.Fatalf("open arm %s: %v", arm.Name, err)
		}
	}
	return src, ops
}

// In whatever memory the bytes lie and however they are handed over, a call
// returns the same, once for each operation and pass. crc32 and deflate take any
// number of bytes.
func TestArmsReturnTheSame(t *testing.T) {
	for _, name := range calls {
		for _, where := range memories {
			t.Run(name+"/"+where, func(t *testing.T) {
				for _, size := range append([]bench.Bytes{128*bench.KiB + 8}, bench.AwkwardSizes...) {
					if name == "ddot" {
						size = CLibrary.Grid.Round(size)
					}
					_, ops := opened(t, at(name, "go", size, 1))
					want := ops[0].Run(1)
					_, ops = opened(t, at(name, where, size, 2))
					for i, arm := range CLibrary.Arms {
						if got := ops[i].Do(3); got != 6*want || got == 0 {
							t.Errorf("%s.Run(3) over %s = %#x, want six times %#x", arm.Name, size, got, want)
						}
					}
				}
			})
		}
	}
}

func TestNoPassIsNoCall(t *testing.T) {
	for _, name := range calls {
		_, ops := opened(t, at(name, "go", 64, 0))
		for i, arm := range CLibrary.Arms {
			if got := ops[i].Run(3); got != 0 {
				t.Errorf("%s: %s of no pass = %#x, want 0", name, arm.Name, got)
			}
		}
	}
}

// TestLarge proves a size at which malloc changes from its heap to mappings, of
// which deflate would take too long where the memory is not Go's.
func TestLarge(t *testing.T) {
	for _, name := range calls {
		for _, where := range memories {
			if name == "deflate" && where != "go" {
				continue
			}
			c := at(name, where, 128*bench.KiB+8, 1)
			evidence, err := proof.Prover{Seed: 1}.Case(CLibrary, c)
			if err != nil && bench.Skipped(err) == nil {
				t.Errorf("%s: %v", c, err)
			}
			for _, e := range evidence {
				if e.Fault != "" {
					t.Errorf("%s: %s", c.Name(CLibrary.Name, e.Arm), e.Fault)
				}
			}
		}
	}
}

// Go's and C's memory begin where the case says, Python's where Python says.
func TestAlign(t *testing.T) {
	for _, where := range memories {
		c := at("crc32", where, 4096, 1)
		c.Axes = append(c.Axes, bench.Axis{Key: bench.Align, Value: "24"})
		for seed := range uint64(32) {
			b := bench.NewBlock(c, seed)
			defer b.Close()
			_, err := CLibrary.Open(b)
			if where == "python" {
				if bench.Skipped(err) == nil {
					t.Errorf("a Python object at byte 24 of a cache line: %v, want a skip", err)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			if at := uintptr(unsafe.Pointer(unsafe.SliceData(b.Owner().Memory))); at%cacheLine != 24 {
				t.Errorf("memory=%s begins at address %#x, want byte 24 of a cache line", where, at)
			}
		}
	}
}

func TestUnknownNamesAreRefused(t *testing.T) {
	for _, c := range []bench.Case{at("crc32", "rust", 64, 1), at("dgemm", "go", 64, 1)} {
		b := bench.NewBlock(c, 1)
		if _, err := CLibrary.Open(b); err == nil {
			t.Errorf("%s is opened, want an error", c)
		}
		b.Close()
	}
}

// What zlib and OpenBLAS cannot count is refused before anything is made.
func TestCallsRefuseWhatTheyCannotCount(t *testing.T) {
	for name, size := range map[string]bench.Bytes{"deflate": 2 * bench.GiB, "ddot": 16 * bench.GiB} {
		b := bench.NewBlock(at(name, "go", size, 1), 1)
		if _, err := openCall(b); err == nil || b.Holds() {
			t.Errorf("%s of %s: error %v, want one, and nothing held", name, size, err)
		}
	}
}

func TestOwnersPokeTheirMemory(t *testing.T) {
	src, _ := opened(t, at("crc32", "c", 8, 1))
	before := slices.Clone(src.data)
	if err := poke(src.data, 6, 0x5a); err != nil {
		t.Fatal(err)
	}
	before[6] ^= 0x5a
	if !slices.Equal(src.data, before) {
		t.Errorf("after poke(6, 0x5a) the memory is %x, want %x", src.data, before)
	}
	for _, i := range []int{-1, 8} {
		if poke(src.data, i, 1) == nil {
			t.Errorf("poke(%d) of 8 bytes = nil, want an error", i)
		}
	}
}
