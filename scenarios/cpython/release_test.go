//go:build cpython && cgo

package cpython

import (
	"errors"
	"reflect"
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// A release without the GIL does not wait for it: it is queued, and made when
// somebody next enters.
func TestReleaseIsQueued(t *testing.T) {
	py := interpreter(t)
	o := evaluate(t, py, "bytearray(b'abc')", nil)
	names := map[string]*Object{"o": o}
	b := get(t, py, o, FullRO)
	v, err := b.View()
	if err != nil {
		t.Fatal(err)
	}
	py.Do(func() {
		done := make(chan error)
		go func() {
			_ = b.Release() // v is still open
			done <- v.Release()
		}()
		if err := <-done; err != nil { // waits for ever if a release wants the GIL
			t.Error(err)
		}
		if n := queued(); n != 1 || !waits() {
			t.Errorf("%d releases are queued, want 1, and one waits: %t", n, waits())
		}
		if err := py.Exec("o.append(1)", names); err != nil {
			t.Errorf("after the next Do: %v", err)
		}
		if n := queued(); n != 0 || waits() {
			t.Errorf("%d releases are queued after the next Do, want 0, and one waits: %t", n, waits())
		}
	})
}

// A release with the GIL is made at once.
func TestReleaseAtOnce(t *testing.T) {
	py := interpreter(t)
	o := evaluate(t, py, "bytearray(b'abc')", nil)
	py.Do(func() {
		release(t, get(t, py, o, FullRO))
		if n := queued(); n != 0 {
			t.Errorf("%d releases are queued, want 0", n)
		}
		if err := py.Exec("o.append(1)", map[string]*Object{"o": o}); err != nil {
			t.Error(err)
		}
	})
}

// What a release runs neither sees an exception that is pending nor takes it.
func TestReleaseWhileRaising(t *testing.T) {
	py := interpreter(t)
	ran := errors.New("it did not run")
	lease := buffer.NewLease(func() error { ran = py.Exec("pass", nil); return nil }, make([]byte, 8))
	v, err := buffer.New(lease, 0, buffer.Layout{Shape: []int{8}})
	if err != nil {
		t.Fatal(err)
	}
	e, err := py.Export(v)
	if err != nil {
		t.Fatal(err)
	}
	release(t, v)
	b, err := py.Buffer(e.Object(), FullRO)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); !errors.Is(err, buffer.ErrExported) {
		t.Errorf("Close = %v, want ErrExported", err)
	}
	py.Do(func() {
		const evalInput = 258 // Py_eval_input
		if ref := py.try(evalInput, "1/0", nil); ref != nil {
			t.Fatal("1/0 is something")
		}
		release(t, b)
		if raised, _ := errors.AsType[*Error](py.Raised()); raised == nil || raised.Type != "ZeroDivisionError" {
			t.Errorf("after a release %v is pending, want the ZeroDivisionError", raised)
		}
	})
	if ran != nil {
		t.Errorf("what the release runs: %v", ran)
	}
	release(t, closer{e})
}

// A Buffer gives views until it is released, and a released view gives nothing.
func TestViewAfterRelease(t *testing.T) {
	py := interpreter(t)
	for _, flags := range []Flags{Simple, FullRO} {
		t.Run(flags.String(), func(t *testing.T) { viewAfterRelease(t, get(t, py, evaluate(t, py, "b'abc'", nil), flags)) })
	}
}

func viewAfterRelease(t *testing.T, b *Buffer) {
	v, err := b.View()
	if err != nil {
		t.Fatal(err)
	}
	release(t, v)
	again, err := b.View() // the Buffer is open, so it is had
	if err != nil {
		t.Fatal(err)
	}
	if p, err := again.AppendCopy(nil, buffer.OrderC); string(p) != "abc" || err != nil {
		t.Errorf("the second view has %q, %v", p, err)
	}
	release(t, again)
	said := b.Layout()
	release(t, b)
	if after := b.Layout(); !reflect.DeepEqual(after, said) || b.Len() != 3 {
		t.Errorf("after release it is %v of %d bytes, before %v of 3", after, b.Len(), said)
	}
	for _, test := range []struct {
		name string
		use  func() error
	}{
		{"View", func() error { _, err := b.View(); return err }},
		{"Index", func() error { _, err := v.Index(0); return err }},
		{"As", func() error { _, err := buffer.As[uint8](v); return err }},
		{"With", func() error { return v.With(func([]byte) error { return nil }) }},
		{"Slice", func() error { _, err := v.Slice(0, buffer.From(1)); return err }},
	} {
		if err := test.use(); !errors.Is(err, buffer.ErrReleased) {
			t.Errorf("%s after release = %v, want ErrReleased", test.name, err)
		}
	}
}

// Python's hook for the end of an export runs once, in whichever way it ends.
func TestReleaseHook(t *testing.T) {
	py := interpreter(t)
	since(t, py, 12)
	const class = "type('Exporter', (), {'__init__': lambda self, log: setattr(self, 'log', log)," +
		"'__buffer__': lambda self, flags: self.log.append(int(flags)) or memoryview(bytearray(b'abc'))," +
		"'__release_buffer__': lambda self, view: self.log.append('released')})(log)"
	log := evaluate(t, py, "[]", nil)
	o := evaluate(t, py, class, map[string]*Object{"log": log})
	b := get(t, py, o, FullRO)
	done := make(chan error)
	go func() { done <- b.Release() }()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if got := text(t, py, "repr(log)", map[string]*Object{"log": log}); got != "[284, 'released']" {
		t.Errorf("the hooks saw %s, want [284, 'released']", got)
	}
}
