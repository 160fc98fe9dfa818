//go:build cpython && cgo

package cpython

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// TestDoExcludes calls Do from many goroutines on many threads. Only one is
// ever inside, and it ends only if the GIL is free after each.
func TestDoExcludes(t *testing.T) {
	py := interpreter(t)
	var inside atomic.Int32
	var group sync.WaitGroup
	for g := range 16 {
		group.Go(func() {
			if g%2 == 0 {
				runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
			}
			for range 200 {
				py.Do(func() {
					if n := inside.Add(1); n != 1 {
						t.Errorf("%d goroutines hold the GIL", n)
					}
					py.Do(runtime.Gosched) // nested: does not give it away
					inside.Add(-1)
				})
			}
		})
	}
	group.Wait()
}

// TestDoFreesAfterPanic leaves Do in the two ways that skip its last line.
func TestDoFreesAfterPanic(t *testing.T) {
	py := interpreter(t)
	func() {
		defer func() { recover() }()
		py.Do(func() { panic("out") })
	}()
	var group sync.WaitGroup
	group.Go(func() { py.Do(runtime.Goexit) })
	group.Wait()
	group.Go(func() { py.Do(func() {}) }) // waits for ever if the GIL is held
	group.Wait()
}

// TestObjectsAcrossThreads makes, reads and closes objects on many threads,
// while Python code gives the GIL away between its steps.
func TestObjectsAcrossThreads(t *testing.T) {
	py := interpreter(t)
	var group sync.WaitGroup
	for g := range 8 {
		group.Go(func() {
			for i := range 50 {
				mark := byte(g*50 + i)
				o, err := py.ByteArray(1000, func(p []byte) {
					for i := range p {
						p[i] = mark
					}
				})
				if err != nil {
					t.Error(err)
					return
				}
				if err := py.Exec("assert len(set(o)) == 1 and sum(o) == 1000 * o[0]", map[string]*Object{"o": o}); err != nil {
					t.Error(err)
				}
				o.Close()
			}
		})
	}
	group.Wait()
}
