//go:build cpython && cgo

package python

import (
	"errors"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/scenarios/buffer"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// openedInfo are the arms of GetBufferInfo on size bytes.
func openedInfo(t *testing.T, size bench.Bytes, consume bench.Consumer) (*exporter, []bench.Op) {
	t.Helper()
	b := bench.NewBlock(bench.Case{Size: size, Passes: 1}, 1)
	t.Cleanup(b.Close)
	b.Kernel = consume
	src, err := GetBufferInfo.Source(b)
	if err != nil {
		t.Fatal(err)
	}
	ops := make([]bench.Op, len(GetBufferInfo.Arms))
	for i, arm := range GetBufferInfo.Arms {
		if ops[i], err = arm.Open(b, src); err != nil {
			t.Fatalf("open arm %s: %v", arm.Name, err)
		}
	}
	return src, ops
}

// TestInfoReferences: operations keep no reference and no memory.
func TestInfoReferences(t *testing.T) {
	const many = 10_000
	src, ops := openedInfo(t, 64, GetBufferInfo.Kernel)
	for i, arm := range GetBufferInfo.Arms {
		ops[i].Do(1)
		before, blocks := src.object.References(), pythonBlocks(t, src.py)
		ops[i].Do(many)
		if after := src.object.References(); after != before {
			t.Errorf("%s: %d references before, %d after %d operations", arm.Name, before, after, many)
		}
		if more := pythonBlocks(t, src.py) - blocks; more > many/10 {
			t.Errorf("%s: %d blocks of Python memory more after %d operations", arm.Name, more, many)
		}
	}
}

// TestInfoCopiesAreSeen: within an operation Python holds an object more where the
// bytes are returned, and none where they are not; and what an arm says that it
// copies is what its kind says.
func TestInfoCopiesAreSeen(t *testing.T) {
	const size = 64
	want := map[string]int{"copy-s": 1, "copy": 1, "copy-contiguous": 1} // blocks
	var py *cpython.Interpreter
	var inside int
	src, ops := openedInfo(t, size, func(p []byte, passes int) uint64 {
		if py != nil {
			inside = pythonBlocks(t, py)
		}
		return GetBufferInfo.Kernel(p, passes)
	})
	py = src.py
	for i, arm := range GetBufferInfo.Arms {
		for range 5 { // caches fill
			ops[i].Do(1)
		}
		outside := pythonBlocks(t, py)
		ops[i].Do(1)
		if got := inside - outside; got != want[arm.Name] && pythonCounts(t, py) {
			t.Errorf("%s: an operation holds %d blocks of Python memory, want %d", arm.Name, got, want[arm.Name])
		}
		if got, copies := ops[i].Cost.Copied, arm.Kind == bench.Copy; (got == size) != copies {
			t.Errorf("%s: it says that it copies %s of %d bytes", arm.Name, got, size)
		}
	}
}

// pythonCounts is whether Python's allocator counts its blocks: malloc, which
// the address sanitizer wants, does not.
func pythonCounts(t *testing.T, py *cpython.Interpreter) bool {
	t.Helper()
	before := pythonBlocks(t, py)
	o, err := py.Eval("[object() for _ in range(100)]", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	return pythonBlocks(t, py) >= before+100
}

// TestInfoFaults: a copy that is returned comes in fresh pages, which are
// counted; reading in place and copying to kept memory need none.
func TestInfoFaults(t *testing.T) {
	usage := clocks.System().Usage
	if usage == nil {
		t.Skip("page faults are not counted here")
	}
	_, ops := openedInfo(t, 64*bench.MiB, GetBufferInfo.Kernel)
	for i, arm := range GetBufferInfo.Arms {
		var faults int64
		ops[i].Hold(func() {
			ops[i].Run(1)
			before := usage().Faults
			ops[i].Run(1)
			faults = usage().Faults - before
		})
		fresh := arm.Kind == bench.Copy && arm.Name != "reuse"
		const few = 16 // 64 MiB are 32 huge pages
		if (faults >= few) != fresh {
			t.Errorf("%s: %d page faults in an operation of 64 MiB, want many: %t", arm.Name, faults, fresh)
		}
	}
}

// TestInfoRefused: the arms whose function checks refuse what the article's
// would take without a word. The article's own is left out: it would not
// survive.
func TestInfoRefused(t *testing.T) {
	py, err := cpython.Start()
	if err != nil {
		t.Fatal(err)
	}
	const released = "[m.release() or m for m in [memoryview(b'abc')]][0]"
	tests := []struct {
		arm, expression string
		want            string // a Python exception, or
		is              error
	}{
		{"copy", "b'abc'", "ValueError", nil},
		{"copy", "None", "ValueError", nil},
		{"copy", released, "ValueError", nil},
		{"copy-contiguous", "None", "TypeError", nil},
		{"copy-contiguous", released, "ValueError", nil},
		{"copy-s", "memoryview(b'\\xff')", "UnicodeDecodeError", nil},
		{"copy-s", "memoryview(bytes([0xc3, 0xa9]))", "ValueError", nil}, // a character of two bytes
		{"reuse", released, "", buffer.ErrReleased},
		{"view", released, "", buffer.ErrReleased},
		{"view", "memoryview(b'abcd')[::2]", "", buffer.ErrContiguity},
		{"view-export", released, "ValueError", nil},
		{"view-export", "memoryview(b'abcd')[::2]", "BufferError", nil},
	}
	for _, test := range tests {
		o, err := py.Eval(test.expression, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, arm := range GetBufferInfo.Arms {
			if arm.Name != test.arm {
				continue
			}
			err := failure(arm, &exporter{py, o})
			if raised, ok := errors.AsType[*cpython.Error](err); ok && raised.Type != test.want || !ok && (test.is == nil || !errors.Is(err, test.is)) {
				t.Errorf("%s of %s: %v, want %s%v", arm.Name, test.expression, err, test.want, test.is)
			}
		}
		o.Close()
	}
}

// TestInfoLarge proves a size at which allocators change.
func TestInfoLarge(t *testing.T) {
	evidence, err := proof.Prover{Seed: 1}.Case(GetBufferInfo, bench.Case{Size: 5*bench.MiB + 3})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range evidence {
		if e.Fault != "" {
			t.Errorf("%s: %s", e.Arm, e.Fault)
		}
	}
}
