//go:build cpython && cgo

package python

import (
	"errors"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/scenarios/buffer"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

var kinds = PyBuffer.Grid.Axes[0].Values

// opened is a block whose arms a test may live.
func opened(t *testing.T, kind string, size bench.Bytes, consume bench.Consumer) (*exporter, []bench.Op) {
	t.Helper()
	b := bench.NewBlock(bench.Case{Size: size, Passes: 1, Axes: []bench.Axis{{Key: object, Value: kind}}}, 1)
	t.Cleanup(b.Close)
	b.Kernel = consume
	src, err := PyBuffer.Source(b)
	if skip := bench.Skipped(err); skip != nil {
		t.Skip(skip)
	}
	if err != nil {
		t.Fatal(err)
	}
	ops := make([]bench.Op, len(PyBuffer.Arms))
	for i, arm := range PyBuffer.Arms {
		if ops[i], err = arm.Open(b, src); err != nil {
			t.Fatalf("open arm %s: %v", arm.Name, err)
		}
	}
	return src, ops
}

// TestReferences runs 10,000 operations of each arm: none keeps a reference, and
// none leaves Python more memory in use.
func TestReferences(t *testing.T) {
	const many = 10_000
	for _, kind := range kinds {
		t.Run(kind, func(t *testing.T) {
			src, ops := opened(t, kind, 64, PyBuffer.Kernel)
			for i, arm := range PyBuffer.Arms {
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
		})
	}
}

// pythonBlocks is how many blocks Python's allocator has handed out; 0 where
// it does not count.
func pythonBlocks(t *testing.T, py *cpython.Interpreter) int {
	t.Helper()
	return number(t, py, "__import__('sys').getallocatedblocks()")
}

// TestExport asks within each operation and after it whether the bytearray can be
// resized: a view holds an export for as long as it looks, no arm longer.
func TestExport(t *testing.T) {
	const append1, pop1 = "o.append(1)", "o.pop()"
	for i, arm := range PyBuffer.Arms {
		t.Run(arm.Name, func(t *testing.T) {
			if arm.Name == "view-kept" {
				t.Skip("it keeps an export by intention")
			}
			var src *exporter
			var inside error
			b := bench.NewBlock(bench.Case{Size: 100, Passes: 1, Axes: []bench.Axis{{Key: object, Value: "bytearray"}}}, 1)
			defer b.Close()
			b.Kernel = func(p []byte, passes int) uint64 {
				inside = src.py.Exec(append1+"\n"+pop1, map[string]*cpython.Object{"o": src.object})
				return PyBuffer.Kernel(p, passes)
			}
			src, err := PyBuffer.Source(b)
			if err != nil {
				t.Fatal(err)
			}
			op, err := PyBuffer.Arms[i].Open(b, src)
			if err != nil {
				t.Fatal(err)
			}
			op.Do(3)
			raised, _ := errors.AsType[*cpython.Error](inside)
			locked := raised != nil && raised.Type == "BufferError"
			if want := arm.Kind == bench.View; locked != want {
				t.Errorf("inside an operation resizing gives %v; locked = %t, want %t", inside, locked, want)
			}
			if err := src.py.Exec(append1+"\n"+pop1, map[string]*cpython.Object{"o": src.object}); err != nil {
				t.Errorf("after its operations: %v", err)
			}
		})
	}
}

// TestChecked is the table of what PyMemoryView_GET_BUFFER would take without
// TestLarge proves sizes at which allocators change from pools to mappings.
func TestLarge(t *testing.T) {
	for _, kind := range kinds {
		c := bench.Case{Size: 5*bench.MiB + 3, Axes: []bench.Axis{{Key: object, Value: kind}}}
		evidence, err := proof.Prover{Seed: 1}.Case(PyBuffer, c)
		if bench.Skipped(err) != nil {
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c, err)
		}
		for _, e := range evidence {
			if e.Fault != "" {
				t.Errorf("%s: %s", c.Name(PyBuffer.Name, e.Arm), e.Fault)
			}
		}
	}
}

// TestFail is a step that Python refuses: the operation ends with Python's words,
// not with a checksum.
func TestFail(t *testing.T) {
	py, err := cpython.Start()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ expression, kind string }{
		{"None", "TypeError"},
		{"memoryview(b'abcdef')[::2]", "BufferError"},
	}
	for _, test := range tests {
		o, err := py.Eval(test.expression, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, arm := range PyBuffer.Arms {
			if test.kind == "BufferError" && (arm.Name == "copy" || arm.Name == "view-kept") {
				continue // tobytes gathers; a kept view is refused without an exception
			}
			err := failure(arm, &exporter{py, o})
			if arm.Name == "view-cpython" {
				if !errors.Is(err, cpython.ErrNoBuffer) && !errors.Is(err, buffer.ErrContiguity) {
					t.Errorf("%s of %s: %v, want a refusal of package cpython", arm.Name, test.expression, err)
				}
				continue
			}
			if raised, ok := errors.AsType[*cpython.Error](err); !ok || raised.Type != test.kind {
				t.Errorf("%s of %s: %v, want a %s", arm.Name, test.expression, err, test.kind)
			}
		}
		o.Close()
	}
}

// failure is why an arm cannot live on src.
func failure(arm bench.Arm[*exporter], src *exporter) (err error) {
	b := bench.NewBlock(bench.Case{Size: 1, Passes: 1}, 1)
	defer b.Close()
	b.Kernel = PyBuffer.Kernel
	op, err := arm.Open(b, src)
	if err != nil {
		return err
	}
	defer func() { err, _ = recover().(error) }()
	op.Do(1)
	return nil
}
