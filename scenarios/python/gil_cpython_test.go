//go:build cpython && cgo

package python

import (
	"errors"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// An operation has the GIL, and what a policy says of the time between two operations is so:
// only where it is held around a sample has the sample's thread it there.
func TestPolicies(t *testing.T) {
	for policy, wantBetween := range map[string]bool{"held": true, "taken": false, "ensured": false} {
		b := bench.NewBlock(laid(64, direction, "togo", gil, policy), 1)
		inside := 0
		b.Kernel = func(p []byte, passes int) uint64 {
			if hasGIL() {
				inside++
			}
			return PyExchange.Kernel(p, passes)
		}
		ops, err := PyExchange.Open(b)
		if err != nil {
			t.Fatal(err)
		}
		for i, arm := range PyExchange.Arms {
			between, inside0 := false, inside
			op := ops[i]
			op.Run = func(n int) uint64 {
				between = hasGIL()
				return ops[i].Run(n)
			}
			op.Do(3)
			if between != wantBetween || inside-inside0 != 3 {
				t.Errorf("%s, gil=%s: had between operations: %t, want %t; in %d of 3 operations", arm.Name, policy, between, wantBetween, inside-inside0)
			}
		}
		b.Close()
	}
}

// hasGIL reports whether the calling thread, which is locked, has the GIL.
func hasGIL() bool { return ensureGIL(1) == 0 }

// Under the policy ensured each operation has a new state in Python, because the one
// before took its own along; a thread that Python knows keeps it. Whoever asks
// waits for the thread, and panics with it.
func TestUnknownThread(t *testing.T) {
	py := started()
	local, err := py.Eval("__import__('threading').local()", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer local.Close()
	// Values of a threading.local stand in the state of the thread.
	remembers := func(run func(func())) (remembered bool) {
		names := map[string]*cpython.Object{"o": local}
		run(func() { err = py.Exec("o.life = 1", names) })
		run(func() { remembered = py.Exec("o.life", names) == nil })
		return remembered
	}
	for range 3 {
		unknownThread(func() {
			if remembers(ensured) {
				t.Error("an operation has the state in Python of the one before")
			}
			if !remembers(py.Do) {
				t.Error("a thread that Python knows has lost its state")
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	want := errors.New("out")
	defer func() {
		if got := recover(); got != want {
			t.Errorf("what panicked there is %v here, want %v", got, want)
		}
	}()
	unknownThread(func() { ensured(func() { panic(want) }) })
}

// A failed operation gives the GIL back: other threads get on.
func TestFailedLifeFreesGIL(t *testing.T) {
	for _, policy := range []string{"held", "taken", "ensured"} {
		py := started()
		o, err := py.Eval("None", nil)
		if err != nil {
			t.Fatal(err)
		}
		b := bench.NewBlock(laid(8, direction, "togo", gil, policy), 1)
		b.Kernel = PyExchange.Kernel
		op, err := exchangeCopy(b, &exchange{exporter: &exporter{py, o}})
		if err != nil {
			t.Fatal(err)
		}
		func() {
			defer func() {
				raised, _ := recover().(error)
				if err, ok := errors.AsType[*cpython.Error](raised); !ok || err.Type != "TypeError" {
					t.Errorf("gil=%s: a copy of None panics with %v, want a TypeError", policy, raised)
				}
			}()
			op.Do(1)
		}()
		done := make(chan bool)
		go func() { py.Do(nothing); close(done) }() // waits for ever if the GIL is held
		<-done
		b.Close()
		o.Close()
	}
}
