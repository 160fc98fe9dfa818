package buffer

import (
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func TestLeaseCountsViews(t *testing.T) {
	released := 0
	lost := errors.New("lost")
	l := NewLease(func() error { released++; return lost }, make([]byte, 8))
	v, err := New(l, 0, Layout{Shape: []int{8}})
	if err != nil {
		t.Fatal(err)
	}
	part, err := v.Slice(0, From(4))
	if err != nil {
		t.Fatal(err)
	}
	if got := l.Views(); got != 2 {
		t.Errorf("Views() = %d, want 2", got)
	}
	if err := l.Release(); !errors.Is(err, ErrExported) || !strings.Contains(err.Error(), "2 views") {
		t.Errorf("Release() of a leased owner = %v, want ErrExported and the number", err)
	}
	for range 2 { // the second does nothing
		if err := v.Release(); err != nil {
			t.Errorf("Release() of a view with a slice = %v, want nil", err)
		}
	}
	if x, err := part.Index(0); x != uint64(0) || err != nil {
		t.Errorf("Index of a slice whose parent was released = %v, %v, want 0", x, err)
	}
	if released != 0 {
		t.Fatal("the owner went while a slice was open")
	}
	if err := part.Release(); err != lost || released != 1 {
		t.Errorf("Release() of the last view = %v after %d releases, want the owner's error after 1", err, released)
	}
	for range 2 {
		if err := l.Release(); err != lost || released != 1 {
			t.Errorf("Release() after the last view = %v after %d releases, want the owner's error after 1", err, released)
		}
	}
	if _, err := New(l, 0, Layout{Shape: []int{8}}); !errors.Is(err, ErrReleased) {
		t.Errorf("New on a lease that is closed: %v, want ErrReleased", err)
	}
}

// A view that cannot be had must not take the owner with it.
func TestLeaseSurvivesRefusal(t *testing.T) {
	released := 0
	l := NewLease(func() error { released++; return nil }, make([]byte, 8))
	if _, err := New(l, 1, Layout{Shape: []int{8}}); !errors.Is(err, ErrRange) {
		t.Errorf("New: %v, want ErrRange", err)
	}
	if released != 0 || l.Views() != 0 {
		t.Errorf("after a refusal: released %d times, %d views, want none of either", released, l.Views())
	}
	if err := l.Release(); err != nil || released != 1 {
		t.Errorf("Release() of a lease without views = %v, released %d times, want 1", err, released)
	}
}

// Every operation that touches memory refuses a released view.
func TestReleased(t *testing.T) {
	w := Of([]int32{1, 2, 3, 4})
	for _, c := range []struct {
		name string
		run  func(v *View) error
	}{
		{"Index", func(v *View) error { _, err := v.Index(0); return err }},
		{"Set", func(v *View) error { return v.Set(1, 0) }},
		{"List", func(v *View) error { _, err := v.List(); return err }},
		{"Slice", func(v *View) error { _, err := v.Slice(0, From(1)); return err }},
		{"Transpose", func(v *View) error { _, err := v.Transpose(); return err }},
		{"Cast", func(v *View) error { _, err := v.Cast("B"); return err }},
		{"ToReadOnly", func(v *View) error { _, err := v.ToReadOnly(); return err }},
		{"As", func(v *View) error { _, err := As[int32](v); return err }},
		{"Strided", func(v *View) error { _, err := Strided[int32](v); return err }},
		{"With", func(v *View) error { return v.With(func([]byte) error { return nil }) }},
		{"CopyTo", func(v *View) error { _, err := v.CopyTo(make([]byte, 16), OrderC); return err }},
		{"AppendCopy", func(v *View) error { _, err := v.AppendCopy(nil, OrderF); return err }},
		{"Err", (*View).Err},
	} {
		v := Of([]int32{1, 2, 3, 4})
		if err := c.run(v); err != nil {
			t.Errorf("%s of an open view: %v", c.name, err)
		}
		v.Release()
		if err := c.run(v); !errors.Is(err, ErrReleased) {
			t.Errorf("%s of a released view: %v, want ErrReleased", c.name, err)
		}
		for range v.Runs() {
			t.Error("a released view has runs")
		}
		if v.Equal(w) || w.Equal(v) || !v.Equal(v) {
			t.Errorf("a released view equals itself only: %t, %t, %t, want false, false, true", v.Equal(w), w.Equal(v), v.Equal(v))
		}
	}
}

// An operation holds the memory even if its view is released meanwhile.
func TestReleaseDuringOperation(t *testing.T) {
	released := false
	l := NewLease(func() error { released = true; return nil }, []byte{1, 2, 3})
	v, err := New(l, 0, Layout{Shape: []int{3}})
	if err != nil {
		t.Fatal(err)
	}
	err = v.With(func(p []byte) error {
		if err := v.Release(); err != nil {
			return err
		}
		if released {
			t.Error("the owner went while its bytes were in use")
		}
		return nil
	})
	if err != nil || !released {
		t.Errorf("With = %v, released afterwards: %t, want true", err, released)
	}
}

// The owner's release runs once, and never before the last of many goroutines is
// done. Under -race this tells who touches the memory after it.
func TestLeaseConcurrently(t *testing.T) {
	for range 50 {
		memory := make([]byte, 64)
		var released atomic.Int32
		l := NewLease(func() error {
			clear(memory) // a race with any reader that is left
			released.Add(1)
			return nil
		}, memory)
		v, err := New(l, 0, Layout{Format: "d", Shape: []int{8}})
		if err != nil {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		for g := range 8 {
			all.Go(func() {
				dst := make([]byte, 64)
				for i := range 20 {
					w, err := v.Slice(0, Range{i % 4, 8, 2})
					if err != nil {
						return // v was released
					}
					w.CopyTo(dst, OrderC)
					v.Index(i % 8)
					for range v.Runs() {
					}
					w.Release()
				}
				if g%4 == 0 {
					v.Release()
				}
			})
		}
		all.Wait()
		if err := v.Release(); err != nil {
			t.Error(err)
		}
		if n := released.Load(); n != 1 || l.Views() != 0 {
			t.Fatalf("released %d times with %d views, want 1 and 0", n, l.Views())
		}
	}
}
