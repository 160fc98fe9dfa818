//go:build cpython && cgo

package cpython

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// crowd is more goroutines than the threads that limited allows.
const (
	crowd   = 2000
	limited = 500
)

// TestCrowd has goroutines wait for the GIL that would be too many threads.
// Each enters in its own way, leaves in its own way, and gets through.
func TestCrowd(t *testing.T) {
	py := interpreter(t)
	defer debug.SetMaxThreads(debug.SetMaxThreads(limited)) // more end the process
	o := evaluate(t, py, "bytearray(8)", nil)
	ways := []func() error{
		func() error { py.Do(func() {}); return nil },
		func() error { py.Do(func() { py.Do(func() {}) }); return nil },
		func() error { return py.Exec("x = 1", nil) },
		func() error { return viewOf(py, o) },
		func() error { defer func() { recover() }(); py.Do(func() { panic("out") }); return nil },
		func() error { py.Do(runtime.Goexit); return nil },
	}
	var started atomic.Int32
	var group sync.WaitGroup
	py.Do(func() {
		for i := range crowd {
			group.Go(func() {
				started.Add(1)
				if err := ways[i%len(ways)](); err != nil {
					t.Error(err)
				}
			})
		}
		for started.Load() < crowd {
			runtime.Gosched()
		}
	})
	group.Wait()
}

// viewOf gets a view of o and releases it without the GIL.
func viewOf(py *Interpreter, o *Object) error {
	b, err := py.Buffer(o, FullRO)
	if err != nil {
		return err
	}
	v, err := b.View()
	if err != nil {
		return err
	}
	return errors.Join(v.Release(), b.Release())
}

// TestCrowdOfViews: goroutines that hold views need no thread, and nobody waits
// for them, whoever has the GIL.
func TestCrowdOfViews(t *testing.T) {
	py := interpreter(t)
	defer debug.SetMaxThreads(debug.SetMaxThreads(limited))
	o := evaluate(t, py, "bytearray(b'abc')", nil)
	var held, released sync.WaitGroup
	held.Add(crowd)
	end := make(chan struct{})
	for range crowd {
		released.Go(func() {
			b, err := py.Buffer(o, FullRO)
			if err != nil {
				t.Error(err)
				held.Done()
				return
			}
			v, err := b.View()
			if err != nil {
				t.Error(err)
			}
			held.Done()
			<-end
			if x, err := v.Index(1); err != nil || x != uint64('b') {
				t.Errorf("a view reads %v, %v", x, err)
			}
			_ = b.Release() // v is open
			release(t, v)
		})
	}
	held.Wait()
	py.Do(func() {
		close(end)
		released.Wait() // waits for ever if a release wants the GIL
	})
	if err := py.Exec("o.append(1)", map[string]*Object{"o": o}); err != nil {
		t.Errorf("after all are released: %v", err)
	}
}

// TestRoom: goroutines whose Python code gives the GIL away keep a thread each.
// No more than there is room for are inside, and all get through.
func TestRoom(t *testing.T) {
	py := interpreter(t)
	const room = 5
	makeRoom(t, py, room)
	names := map[string]*Object{"seen": evaluate(t, py, "[0, 0]", nil)}
	var group sync.WaitGroup
	for range 40 * room {
		group.Go(func() {
			if err := py.Exec("import time\nseen[0] += 1\nseen[1] = max(seen)\ntime.sleep(0.001)\nseen[0] -= 1", names); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if err := py.Exec(fmt.Sprintf("assert seen[0] == 0 and 1 <= seen[1] <= %d, seen", room), names); err != nil {
		t.Error(err)
	}
}

// makeRoom changes how many may be inside, for the test.
func makeRoom(t *testing.T, py *Interpreter, n int) {
	t.Helper()
	var before int
	py.Do(func() { before = setRoom(n) })
	t.Cleanup(func() { py.Do(func() { setRoom(before) }) })
}

// TestCalledBack: Go code that Python calls gets in, however many wait and
// though there is no room: with the GIL, as the release of an export, without
// it, as a C function that ctypes calls, and from a thread of Python's.
func TestCalledBack(t *testing.T) {
	py := interpreter(t)
	makeRoom(t, py, 1)
	const call = "import ctypes\nf = lambda: ctypes.%s(None, ctypes.c_size_t)(%d)(%d)\n"
	tests := []struct{ name, types, run string }{
		{"with the GIL", "PYFUNCTYPE", "f()"},
		{"without the GIL", "CFUNCTYPE", "f()"},
		{"from a thread, with the GIL", "PYFUNCTYPE", "import threading\nt = threading.Thread(target=f)\nt.start()\nt.join()"},
		{"from a thread, without the GIL", "CFUNCTYPE", "import threading\nt = threading.Thread(target=f)\nt.start()\nt.join()"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			inner := errors.New("it did not run")
			f := func() error {
				inner = py.Exec("x = 1", nil)
				py.Do(func() { inner = errors.Join(inner, viewed(py, "b'abc'")) })
				return inner
			}
			v, err := buffer.New(buffer.NewLease(f, make([]byte, 8)), 0, buffer.Layout{Shape: []int{8}})
			if err != nil {
				t.Fatal(err)
			}
			e := &Export{py: py}
			if _, err := v.CloneTo(&e.view); err != nil {
				t.Fatal(err)
			}
			release(t, v)
			e.number = py.exports.add(e)
			var group sync.WaitGroup
			py.Do(func() {
				for range 20 {
					group.Go(func() { py.Do(func() {}) })
				}
				if err := py.Exec(fmt.Sprintf(call, test.types, goneAddress(), e.number)+test.run, nil); err != nil {
					t.Error(err)
				}
			})
			group.Wait()
			if inner != nil {
				t.Errorf("what Python called: %v", inner)
			}
		})
	}
}

// TestVisitor: a release that is queued is made though no goroutine enters: a
// thread of Python's waits for it.
func TestVisitor(t *testing.T) {
	py := interpreter(t)
	o := evaluate(t, py, "bytearray(b'abc')", nil)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	b, err := py.Buffer(o, FullRO)
	if err != nil {
		t.Fatal(err)
	}
	v, err := b.View()
	if err != nil {
		t.Fatal(err)
	}
	const resize = `
import os, threading, time
def work(o=o):
    while True:
        try:
            o.append(1)
            break
        except BufferError:
            time.sleep(0.001)
    os.write(%d, b'x')
threading.Thread(target=work, daemon=True).start()
`
	if err := py.Exec(fmt.Sprintf(resize, w.Fd()), map[string]*Object{"o": o}); err != nil {
		t.Fatal(err)
	}
	release(t, v)
	release(t, b)
	if err := r.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Read(make([]byte, 1)); err != nil {
		t.Errorf("wait for a thread of Python's to resize what Go has released: %v", err)
	}
}

// TestThreadStates: the state of a thread that ended goes, with what Python
// kept for the thread.
func TestThreadStates(t *testing.T) {
	py := interpreter(t)
	const keep = `
import weakref
class Kept: pass
local.kept = Kept()
ends.append(weakref.finalize(local.kept, log.append, 1))
`
	log := evaluate(t, py, "[]", nil)
	names := map[string]*Object{"log": log, "ends": evaluate(t, py, "[]", nil), "local": evaluate(t, py, "__import__('threading').local()", nil)}
	var before int
	py.Do(func() { before = states() })
	var group sync.WaitGroup
	const threads = 50
	for range threads {
		group.Go(func() {
			runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
			if err := py.Exec(keep, names); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for end := time.Now().Add(time.Minute); ; runtime.Gosched() {
		ended := text(t, py, "str(len(log))", names)
		var more int
		py.Do(func() { more = states() - before })
		// The first thread of a Go process does not end, and that on which Python
		// was started leaves its state.
		if n, err := strconv.Atoi(ended); err != nil || n >= threads-2 && more <= threads/2 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("of %d threads python let go of %s, and there are %d states more", threads, ended, more)
		}
	}
}
