//go:build cpython && cgo

package cpython

import (
	"errors"
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// peeked are objects, what is seen of their memory, and why not: of most that
// are no memoryview the macro would make a crash or a word.
var peeked = []struct {
	expression, want string
	err              error
}{
	{"memoryview(b'abc')", "abc", nil},
	{"memoryview(b'abcdef')[1:3]", "bc", nil},
	{"memoryview(b'abcdefgh').cast('I')", "abcdefgh", nil},
	{"memoryview(b'')", "", nil},
	{"memoryview(b'abcdefgh')[::2]", "", buffer.ErrContiguity},
	{"memoryview(b'abcdefgh')[::-1]", "", buffer.ErrContiguity},
	{"[m.release() or m for m in [memoryview(b'abc')]][0]", "", buffer.ErrReleased},
	{"b'abc'", "", ErrNotMemoryView},
	{"bytearray(b'abc')", "", ErrNotMemoryView},
	{"None", "", ErrNotMemoryView},
	{"7", "", ErrNotMemoryView},
	{"1.5", "", ErrNotMemoryView},
	{"[1, 2, 3]", "", ErrNotMemoryView},
	{"(1, 2)", "", ErrNotMemoryView},
	{"{}", "", ErrNotMemoryView},
	{"'a text'", "", ErrNotMemoryView},
	{"'a' * 300", "", ErrNotMemoryView},
	{"object()", "", ErrNotMemoryView},
	{"memoryview", "", ErrNotMemoryView},
}

func TestPeek(t *testing.T) {
	py := interpreter(t)
	for _, test := range peeked {
		o := evaluate(t, py, test.expression, nil)
		p := o.Peek()
		py.Do(func() {
			for name, look := range map[string]func() ([]byte, bool){"Bytes": p.Bytes, "Call": p.Call} {
				got, ok := look()
				if string(got) != test.want || ok != (test.err == nil) {
					t.Errorf("%s of %s = %q, %t, want %q", name, test.expression, got, ok, test.want)
				}
			}
			if err := p.Err(); !errors.Is(err, test.err) || (err == nil) != (test.err == nil) {
				t.Errorf("Err of %s = %v, want %v", test.expression, err, test.err)
			}
		})
	}
}

// Nobody looks without the GIL.
func TestPeekOutside(t *testing.T) {
	py := interpreter(t)
	p := evaluate(t, py, "memoryview(b'abc')", nil).Peek()
	none := func(name string, look func() ([]byte, bool)) {
		if got, ok := look(); ok {
			t.Errorf("%s without the GIL sees %q", name, got)
		}
	}
	none("Bytes", p.Bytes)
	none("Call", p.Call)
	if err := p.Err(); !errors.Is(err, ErrNoGIL) {
		t.Errorf("Err = %v, want ErrNoGIL", err)
	}
	py.Do(func() {
		done := make(chan struct{})
		go func() {
			defer close(done)
			none("Call on another goroutine", p.Call)
			if err := p.Err(); !errors.Is(err, ErrWrongThread) {
				t.Errorf("Err on another goroutine = %v, want ErrWrongThread", err)
			}
		}()
		<-done
	})
}

// A look that is kept is an export of its own: Python cannot release what Go
// looks at.
func TestMemoryView(t *testing.T) {
	py := interpreter(t)
	for _, test := range peeked {
		o := evaluate(t, py, test.expression, nil)
		b, err := py.MemoryView(o)
		if test.err != nil && !errors.Is(test.err, buffer.ErrContiguity) {
			refused(t, err, test.err, "", []string{"asked for a memoryview"})
			continue
		}
		if err != nil {
			t.Errorf("MemoryView(%s): %v", test.expression, err)
			continue
		}
		names := map[string]*Object{"o": o}
		if got, want := spell(b.Layout()), text(t, py, "["+spelt+" for m in [o]][0]", names); got != want {
			t.Errorf("MemoryView(%s) is %s, want %s", test.expression, got, want)
		}
		const attempt = "try:\n o.release()\nexcept BufferError:\n pass\nelse:\n raise AssertionError('released')"
		if err := py.Exec(attempt, names); err != nil {
			t.Errorf("while Go looks at %s: %v", test.expression, err)
		}
		release(t, b)
		if err := py.Exec("o.release()", names); err != nil {
			t.Errorf("after Go looked at %s: %v", test.expression, err)
		}
	}
}

var sink int

// BenchmarkPeek looks at a kept memoryview, by reading its struct and by a call
// of C, beside a call that does nothing. All three take turns in each step, so
// the ratio that is reported is of one run.
func BenchmarkPeek(b *testing.B) {
	py, err := Start()
	if err != nil {
		b.Fatal(err)
	}
	o, err := py.Eval("memoryview(bytearray(64))", nil)
	if err != nil {
		b.Fatal(err)
	}
	defer o.Close()
	p := o.Peek()
	const turn = 1000 // operations of one way before the next
	var read, call, empty stopwatch
	py.Do(func() {
		for b.Loop() {
			read.run(func() {
				for range turn {
					x, _ := p.Bytes()
					sink += len(x)
				}
			})
			call.run(func() {
				for range turn {
					x, _ := p.Call()
					sink += len(x)
				}
			})
			empty.run(func() {
				for range turn {
					crossing()
				}
			})
		}
	})
	b.ReportMetric(read.median()/turn, "ns/read")
	b.ReportMetric(call.median()/turn, "ns/call")
	b.ReportMetric(empty.median()/turn, "ns/empty-call")
	b.ReportMetric(call.median()/empty.median(), "empty-calls/call")
}
