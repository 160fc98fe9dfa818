//go:build cpython && cgo

package cpython

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

const (
	goroutines = 64
	cycles     = 10_000 // over all goroutines
)

// TestStress acquires, slices, exports and releases on many goroutines while
// Python collects: nothing piles up in Python's memory, in exports or in the
// process, and it ends.
func TestStress(t *testing.T) {
	py := interpreter(t)
	churn(t, py, cycles/10) // thread states, caches and pools are made here
	blocks, resident := usage(t, py)
	churn(t, py, cycles)
	blocksAfter, residentAfter := usage(t, py)
	if more := blocksAfter - blocks; more > cycles/100 {
		t.Errorf("%d blocks of Python memory more after %d cycles", more, cycles)
	}
	// Each cycle has 64 KiB of Python's and 64 KiB of Go's: one in fifty that
	// is kept shows. Sanitizers keep freed memory by intention. Heaps may grow once more;
	// what is kept grows each time.
	more := residentAfter - resident
	for range 2 {
		if more <= 32<<20 || sanitized {
			break
		}
		churn(t, py, cycles)
		_, again := usage(t, py)
		more, residentAfter = again-residentAfter, again
	}
	if more > 32<<20 && !sanitized {
		t.Errorf("%d KiB of the process more after %d cycles", more>>10, cycles)
	}
	if n := queued(); n != 0 {
		t.Errorf("%d releases are queued", n)
	}
}

// churn runs n cycles.
func churn(t *testing.T, py *Interpreter, n int) {
	t.Helper()
	end := make(chan struct{})
	var collector, workers sync.WaitGroup
	collector.Go(func() {
		for {
			select {
			case <-end:
				return
			default:
				if err := py.Exec("import gc\ngc.collect()", nil); err != nil {
					t.Error(err)
					return
				}
			}
		}
	})
	for g := range goroutines {
		workers.Go(func() {
			for i := g; i < n; i += goroutines {
				if err := cycle(py, i); err != nil {
					t.Errorf("cycle %d: %v", i, err)
					return
				}
			}
		})
	}
	workers.Wait()
	close(end)
	collector.Wait()
}

const stressSize = 64 << 10

// cycle takes a Python object's memory to Go, a slice of it back to Python, and
// memory of Go's to Python, and lets go of all in an order that i says.
func cycle(py *Interpreter, i int) error {
	o, err := py.ByteArray(stressSize, func(p []byte) { p[stressSize-1] = byte(i) })
	if err != nil {
		return err
	}
	defer o.Close()
	b, err := py.Buffer(o, Full)
	if err != nil {
		return err
	}
	v, err := b.View()
	if err != nil {
		return err
	}
	back, err := v.Slice(0, buffer.Every(-1))
	if err != nil {
		return err
	}
	mine := buffer.Of(make([]byte, stressSize))
	// Whoever is still open keeps what it needs.
	first, second := b.Release, v.Release
	if i%2 == 0 {
		first, second = second, first
	}
	if err := first(); err != nil && !errors.Is(err, buffer.ErrExported) {
		return err
	}
	if err := shared(py, o, back, mine, i); err != nil {
		return err
	}
	for _, end := range []func() error{second, mine.Release} {
		if err := end(); err != nil && !errors.Is(err, buffer.ErrExported) {
			return err
		}
	}
	if err := back.Release(); err != nil {
		return err
	}
	// The last release may be queued, and is made on the way in.
	return py.Exec("o.append(1)", map[string]*Object{"o": o})
}

// shared exports both views and has Python read and write through them.
func shared(py *Interpreter, o *Object, back, mine *buffer.View, i int) error {
	e, err := py.Export(back)
	if err != nil {
		return err
	}
	m, err := py.Export(mine)
	if err != nil {
		return errors.Join(err, e.Close())
	}
	names := map[string]*Object{"o": o, "back": e.Object(), "mine": m.Object()}
	code := fmt.Sprintf("with memoryview(back)[:3] as b, memoryview(mine) as m:\n assert b[0] == o[-1] == %d\n m[0] = b[0]", i%256)
	if err := py.Exec(code, names); err != nil {
		return err
	}
	if x, err := mine.Index(0); err != nil || x != uint64(i%256) {
		return fmt.Errorf("python wrote %d, Go reads %v, %v", i%256, x, err)
	}
	return errors.Join(e.Close(), m.Close())
}

// usage is what Python's allocator has handed out, in blocks, and what of the
// process is in memory, in bytes; 0 where that cannot be told.
func usage(t *testing.T, py *Interpreter) (blocks, resident int) {
	t.Helper()
	blocks, err := strconv.Atoi(text(t, py, "str([__import__('gc').collect(), __import__('sys').getallocatedblocks()][1])", nil))
	if err != nil {
		t.Fatal(err)
	}
	if statm, err := os.ReadFile("/proc/self/statm"); err == nil {
		pages, err := strconv.Atoi(strings.Fields(string(statm))[1])
		if err != nil {
			t.Fatal(err)
		}
		resident = pages * os.Getpagesize()
	}
	return blocks, resident
}
