//go:build cpython && cgo

package cpython

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// read is the object's items by With.
func read[T buffer.Scalar](py *Interpreter, o *Object) (got []T, err error) {
	err = With(py, o, func(s []T) error {
		got = slices.Clone(s)
		return nil
	})
	return got, err
}

type celsius float64

func TestWith(t *testing.T) {
	py := interpreter(t)
	want := func(got []float64, err error) {
		t.Helper()
		if err != nil || !slices.Equal(got, []float64{1, 2, 3, 4}) {
			t.Errorf("With sees %v, %v, want 1 2 3 4", got, err)
		}
	}
	for _, expression := range []string{
		"__import__('array').array('d', [1, 2, 3, 4])",
		"memoryview(__import__('array').array('d', [1, 2, 3, 4]))",
		"memoryview(__import__('array').array('d', [1, 2, 3, 4, 5]))[:4]",
		"memoryview(__import__('array').array('d', [1, 2, 3, 4])).cast('B').cast('d', (2, 2))",
		"memoryview(__import__('array').array('d', [1, 2, 3, 4])).cast('B').cast('d', (2, 1, 1, 1, 2))",
		"(__import__('ctypes').c_double * 4)(1, 2, 3, 4)",
		"__import__('numpy').array([1., 2, 3, 4])",
		"__import__('numpy').array([[1., 2], [3, 4]])",
		"__import__('numpy').array([1., 2, 3, 4])[:, None]",
	} {
		t.Run(expression, func(t *testing.T) {
			want(read[float64](py, evaluate(t, py, expression, nil)))
		})
	}
	o := evaluate(t, py, "__import__('array').array('d', [1, 2, 3, 4])", nil)
	if got, err := read[celsius](py, o); err != nil || !slices.Equal(got, []celsius{1, 2, 3, 4}) {
		t.Errorf("as a named type %v, %v", got, err)
	}
	long := evaluate(t, py, "__import__('array').array('q', [-1, 2])", nil)
	if got, err := read[int](py, long); err != nil || !slices.Equal(got, []int{-1, 2}) {
		t.Errorf("as int %v, %v", got, err)
	}
	for _, expression := range []string{"__import__('array').array('d')", "memoryview(b'').cast('d')"} {
		if got, err := read[float64](py, evaluate(t, py, expression, nil)); err != nil || len(got) != 0 {
			t.Errorf("With of %s = %v, %v, want nothing", expression, got, err)
		}
	}
	one := evaluate(t, py, "memoryview(bytes(8)).cast('d', ())", nil)
	if got, err := read[float64](py, one); err != nil || !slices.Equal(got, []float64{0}) {
		t.Errorf("With of a single item = %v, %v", got, err)
	}
}

// What is not side by side, aligned and of the type is refused with the reason, and the
// object is free afterwards.
func TestWithRefuses(t *testing.T) {
	py := interpreter(t)
	for _, test := range []struct {
		expression string
		change     bool
		want       error
	}{
		{"None", false, ErrNoBuffer},
		{"[1.5]", false, ErrNoBuffer},
		{"b'12345678'", false, buffer.ErrFormat},
		{"__import__('array').array('f', [1, 2])", false, buffer.ErrFormat},
		{"__import__('array').array('q', [1, 2])", false, buffer.ErrFormat},
		{"memoryview(__import__('array').array('d', [1, 2, 3, 4]))[::2]", false, buffer.ErrContiguity},
		{"memoryview(__import__('array').array('d', [1, 2]))[::-1]", false, buffer.ErrContiguity},
		{"memoryview(bytes(16)).cast('d')", true, buffer.ErrReadOnly},
		{"[m.release() or m for m in [memoryview(b'abc')]][0]", false, buffer.ErrReleased},
		{"__import__('numpy').array([1., 2]).astype('>f8')", false, buffer.ErrByteOrder},
		{"__import__('numpy').array([[1., 2], [3, 4]]).T", false, buffer.ErrContiguity},
		{"__import__('numpy').broadcast_to(1., (4,))", false, buffer.ErrContiguity},
		{"__import__('numpy').frombuffer(bytes(17), 'u1')[1:].view('f8')", false, buffer.ErrAlignment},
		{"[t.ndarray([1., 2.], shape=[2], format='d', flags=t.ND_PIL) for t in [__import__('_testbuffer')]][0]", false, buffer.ErrContiguity},
	} {
		t.Run(test.expression, func(t *testing.T) {
			o := evaluate(t, py, test.expression, nil)
			before := o.References()
			use := With[float64]
			if test.change {
				use = Change[float64]
			}
			err := use(py, o, func(s []float64) error {
				t.Errorf("it sees %v", s)
				return nil
			})
			if !errors.Is(err, test.want) {
				t.Errorf("the error is %v, want %v", err, test.want)
			}
			if after := o.References(); after != before {
				t.Errorf("%d references before, %d after", before, after)
			}
		})
	}
	closed := evaluate(t, py, "bytearray(8)", nil)
	closed.Close()
	for _, o := range []*Object{closed, nil} {
		if _, err := read[byte](py, o); !errors.Is(err, ErrClosed) {
			t.Errorf("With of a closed object = %v, want ErrClosed", err)
		}
	}
}

// Change writes to the object's own memory. Meanwhile the object cannot be resized, and
// afterwards it can: inside Do and outside, whichever way f ends.
func TestChangeLocks(t *testing.T) {
	py := interpreter(t)
	stop := errors.New("stop")
	ends := map[string]func() error{
		"returns": func() error { return nil },
		"fails":   func() error { return stop },
		"panics":  func() error { panic(stop) },
	}
	for name, end := range ends {
		for where, around := range map[string]func(func()){"inside Do": py.Do, "outside": func(f func()) { f() }} {
			t.Run(name+" "+where, func(t *testing.T) {
				o := evaluate(t, py, "__import__('array').array('d', [1, 2])", nil)
				names := map[string]*Object{"o": o}
				var err error
				around(func() {
					defer func() {
						if p := recover(); p != nil {
							err = p.(error)
						}
					}()
					err = Change(py, o, func(s []float64) error {
						s[1] = 20
						if raised, ok := errors.AsType[*Error](py.Exec("o.append(3)", names)); !ok || raised.Type != "BufferError" {
							t.Errorf("o.append meanwhile raises %v, want a BufferError", raised)
						}
						return end()
					})
				})
				if want := map[bool]error{true: nil, false: stop}[name == "returns"]; err != want {
					t.Errorf("Change = %v, want %v", err, want)
				}
				if n := queued(); n != 0 {
					t.Errorf("%d releases are queued", n)
				}
				if err := py.Exec("o.append(3)\nassert o.tolist() == [1, 20, 3], o", names); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

// With outside Do does not keep the GIL while f runs.
func TestWithLeavesTheGIL(t *testing.T) {
	py := interpreter(t)
	o := evaluate(t, py, "bytearray(b'abc')", nil)
	err := With(py, o, func([]byte) error {
		done := make(chan struct{})
		go func() { py.Do(func() {}); close(done) }()
		<-done // for ever, if With kept the GIL
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// Where there is no room, With waits for it at its start, and has not the GIL at its end.
func TestWithInACrowd(t *testing.T) {
	py := interpreter(t)
	makeRoom(t, py, 1)
	o := evaluate(t, py, "bytearray(b'abc')", nil)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	var group sync.WaitGroup
	inside := make(chan struct{})
	group.Go(func() {
		py.Do(func() {
			close(inside)
			if err := py.Exec(fmt.Sprintf("import os\nos.read(%d, 1)", r.Fd()), nil); err != nil {
				t.Error(err)
			}
		})
	})
	<-inside
	group.Go(func() {
		if _, err := read[byte](py, o); err != nil {
			t.Error(err)
		}
	})
	for gate.TryLock() { // until With is sent back and waits at the gate
		gate.Unlock()
		runtime.Gosched()
	}
	if _, err := w.Write([]byte{1}); err != nil {
		t.Fatal(err)
	}
	group.Wait()
	if err := py.Exec("o.append(1)", map[string]*Object{"o": o}); err != nil {
		t.Error(err)
	}
}
