//go:build clibs && cgo && cpython

package clib

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// lent returns a Python object of 64 bytes and a loan of it.
func lent(t *testing.T) (*cpython.Object, loan) {
	t.Helper()
	py, err := cpython.Start()
	if err != nil {
		t.Fatal(err)
	}
	b, _ := content("crc32", 64)
	t.Cleanup(b.Close)
	object, err := py.Bytes(64, b.Fill)
	if err != nil {
		t.Fatal(err)
	}
	b.Defer(object.Close)
	l, err := openLoan(b, py, object)
	if err != nil {
		t.Fatal(err)
	}
	return object, l
}

// A loan holds a reference to its object, from take to giveBack.
func TestLoanHoldsTheObject(t *testing.T) {
	object, l := lent(t)
	py, err := cpython.Start()
	if err != nil {
		t.Fatal(err)
	}
	memory, err := object.Memory()
	if err != nil {
		t.Fatal(err)
	}
	py.Do(func() {
		before := object.References()
		p := l.take()
		if &p[0] != &memory[0] || len(p) != len(memory) {
			t.Errorf("the loan is of %d bytes at %p, want %d at %p", len(p), &p[0], len(memory), &memory[0])
		}
		if got := object.References(); got != before+1 {
			t.Errorf("a loan that is taken leaves %d references, want %d", got, before+1)
		}
		l.giveBack()
		if got := object.References(); got != before {
			t.Errorf("a loan that was given back leaves %d references, want %d", got, before)
		}
	})
}

// A leak of one reference per operation would keep the object for ever.
func TestLivesGiveBack(t *testing.T) {
	object, l := lent(t)
	py, err := cpython.Start()
	if err != nil {
		t.Fatal(err)
	}
	src := &source{loan: l, hold: py.Do}
	b := bench.NewBlock(at("crc32", "python", 64, 1), 1)
	defer b.Close()
	for _, arm := range CLibrary.Arms {
		op, err := arm.Open(b, src)
		if err != nil {
			t.Fatal(err)
		}
		before := object.References()
		op.Do(1000)
		if after := object.References(); after != before {
			t.Errorf("%s: %d references before, %d after 1000 operations", arm.Name, before, after)
		}
	}
}
