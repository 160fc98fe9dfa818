package buffer

import (
	"errors"
	"math"
	"reflect"
	"sync"
	"testing"
	"unsafe"
)

// A line is what At says of the same memory, or none.
func TestLineIsAt(t *testing.T) {
	memory := make([]uint64, 8)
	aligned := unsafe.Pointer(unsafe.SliceData(memory))
	high := -64
	for letter := range rune(256) {
		for _, test := range []struct {
			name    string
			start   unsafe.Pointer
			size, n int
		}{
			{"its size", aligned, 0, 3},
			{"one item", aligned, 0, 1},
			{"misaligned", unsafe.Add(aligned, 1), 0, 3},
			{"another size", aligned, 3, 2},
			{"no items", aligned, 0, 0},
			{"fewer than none", aligned, 0, -1},
			{"at null", nil, 0, 3},
			{"more than can be addressed", aligned, 0, math.MaxInt/2 + 1},
			{"past the end of all addresses", *(*unsafe.Pointer)(unsafe.Pointer(&high)), 0, 65},
		} {
			if test.size == 0 {
				if test.size = 1; int(letter) < len(letters) && letters[letter] != nil {
					test.size = letters[letter].size
				}
			}
			line, ok := LineAt(test.start, byte(letter), test.size, test.n)
			layout := Layout{Format: string([]byte{byte(letter)}), ItemSize: test.size, Shape: []int{test.n}}
			want, err := At(NewLease(nil), test.start, layout)
			if ok != (err == nil && test.n > 0 && letters[letter] != nil) {
				t.Errorf("%q %s: a line: %t, At says %v", letter, test.name, ok, err)
			}
			if !ok {
				if line.IsLine() {
					t.Errorf("%q %s: LineAt returned one, and false", letter, test.name)
				}
				continue
			}
			for _, line := range []Line{line, line.ReadOnly()} {
				got, err := line.View(NewLease(nil), new(View))
				if err != nil {
					t.Fatal(err)
				}
				if !reflect.DeepEqual(got.Layout(), line.Layout()) {
					t.Errorf("%q %s: the line says %v, its view %v", letter, test.name, line.Layout(), got.Layout())
				}
				if want.flags |= got.flags & readOnly; got.items != want.items || got.base != want.base || got.flags != want.flags || !reflect.DeepEqual(got.Layout(), want.Layout()) {
					t.Errorf("%q %s: the line's view is %v %b, At's %v %b", letter, test.name, got, got.flags, want, want.flags)
				}
			}
		}
	}
}

// told is an owner that counts how often it was told, and what it answers.
type told struct {
	times int
	err   error
}

func (c *told) Free() error { c.times++; return c.err }

// lent is a lease of owner's, and a line on it.
func lent(t *testing.T, owner Owner) (*Lease, Line) {
	t.Helper()
	memory := []int32{1, 2, 3}
	line, ok := LineAt(unsafe.Pointer(unsafe.SliceData(memory)), 'i', 4, len(memory))
	if !ok {
		t.Fatal("no line of int32")
	}
	l := new(Lease)
	l.Lend(owner)
	return l, line
}

// viewOf is a view of the line.
func viewOf(t *testing.T, l *Lease, line Line) *View {
	t.Helper()
	v, err := line.View(l, new(View))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// The lender keeps the memory though all views have gone, and the last view lets it go if
// the lender went before.
func TestLend(t *testing.T) {
	lost := errors.New("lost")
	t.Run("views first", func(t *testing.T) {
		o := &told{err: lost}
		l, line := lent(t, o)
		for range 3 {
			v := viewOf(t, l, line)
			if s, err := As[int32](v); err != nil || len(s) != 3 || s[2] != 3 {
				t.Errorf("As = %v, %v", s, err)
			}
			if err := v.Release(); err != nil || o.times != 0 {
				t.Errorf("Release of a view = %v, the owner was told %d times before Return", err, o.times)
			}
			v.Release() // does nothing
			if _, err := v.Index(0); !errors.Is(err, ErrReleased) || o.times != 0 {
				t.Errorf("Index of a released view = %v, the owner was told %d times", err, o.times)
			}
		}
		for range 2 {
			if err := l.Return(); err != lost || o.times != 1 {
				t.Errorf("Return = %v, the owner was told %d times, want its error and 1", err, o.times)
			}
		}
		if _, err := line.View(l, new(View)); !errors.Is(err, ErrReleased) || l.Views() != 0 {
			t.Errorf("a view after Return: %v, %d views, want ErrReleased and 0", err, l.Views())
		}
	})
	t.Run("the lender first", func(t *testing.T) {
		o := &told{err: lost}
		l, line := lent(t, o)
		v, w := viewOf(t, l, line), viewOf(t, l, line)
		for range 2 {
			if err := l.Return(); !errors.Is(err, ErrExported) || l.Views() != 2 || o.times != 0 {
				t.Errorf("Return = %v with %d views, the owner was told %d times", err, l.Views(), o.times)
			}
		}
		if err := v.Release(); err != nil || o.times != 0 {
			t.Errorf("Release of a view = %v, the owner was told %d times", err, o.times)
		}
		if err := w.Release(); err != lost || o.times != 1 {
			t.Errorf("Release of the last view = %v, the owner was told %d times, want its error and 1", err, o.times)
		}
		if err := l.Return(); err != lost || o.times != 1 {
			t.Errorf("Return after the last view = %v, the owner was told %d times, want its error and 1", err, o.times)
		}
	})
}

// Whoever comes last, the lender or a view, the owner is told once.
func TestLendConcurrently(t *testing.T) {
	for range 200 {
		o := new(told)
		l, line := lent(t, o)
		v := viewOf(t, l, line)
		var both sync.WaitGroup
		both.Go(func() { v.Index(0); v.Release(); v.Index(0) })
		both.Go(func() { l.Return() })
		both.Wait()
		if o.times != 1 || l.Views() != 0 {
			t.Fatalf("the owner was told %d times, %d views are open, want 1 and 0", o.times, l.Views())
		}
	}
}

// New and At on a lease that is lent leave it with the lender.
func TestLendIsKeptByOtherViews(t *testing.T) {
	o := new(told)
	l, line := lent(t, o)
	v, err := At(l, line.start, line.Layout())
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Release(); err != nil || o.times != 0 {
		t.Errorf("Release = %v, the owner was told %d times before Return", err, o.times)
	}
	if err := l.Return(); err != nil || o.times != 1 {
		t.Errorf("Return = %v, the owner was told %d times, want 1", err, o.times)
	}
}
