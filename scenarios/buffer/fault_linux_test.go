package buffer

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"testing"
)

// TestFault: memory that is a mapping of a file may go when the file is cut. Who
// recovers from the fault can release the view, whatever the operation was.
func TestFault(t *testing.T) {
	const size = 1 << 16
	tests := []struct {
		name string
		use  func(v *View) error
	}{
		{"CopyTo", func(v *View) error { _, err := v.CopyTo(make([]byte, size), OrderC); return err }},
		{"CopyTo backwards", func(v *View) error {
			w, err := v.Slice(0, Every(-1))
			if err != nil {
				return err
			}
			defer w.Release()
			_, err = w.CopyTo(make([]byte, size), OrderC)
			return err
		}},
		{"AppendCopy", func(v *View) error { _, err := v.AppendCopy(nil, OrderC); return err }},
		{"Index", func(v *View) error { _, err := v.Index(size - 1); return err }},
		{"Set", func(v *View) error { return v.Set(1, size-1) }},
		{"List", func(v *View) error { _, err := v.List(); return err }},
		{"Equal", func(v *View) error {
			w := Of(make([]byte, size))
			defer w.Release()
			v.Equal(w)
			return nil
		}},
		{"With", func(v *View) error { return v.With(func(p []byte) error { p[size-1]++; return nil }) }},
		{"Runs", func(v *View) error {
			for run := range v.Runs() {
				run[size-1]++
			}
			return nil
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			mapping := cut(t, size)
			released := false
			lease := NewLease(func() error { released = true; return syscall.Munmap(mapping) }, mapping)
			v, err := New(lease, 0, Layout{Shape: []int{size}})
			if err != nil {
				t.Fatal(err)
			}
			faulted := func() (faulted bool) {
				defer debug.SetPanicOnFault(debug.SetPanicOnFault(true)) // of this goroutine
				defer func() { faulted = recover() != nil }()
				if err := test.use(v); err != nil {
					t.Error(err)
				}
				return false
			}()
			if !faulted {
				t.Error("there was no fault")
			}
			if err := v.Release(); err != nil || !released {
				t.Errorf("after the fault Release = %v, %d operations seem to run", err, lease.Views())
			}
		})
	}
}

// cut is a mapping of which only the first page is there.
func cut(t *testing.T, size int) []byte {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "file"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(int64(size)); err != nil {
		t.Fatal(err)
	}
	mapping, err := syscall.Mmap(int(f.Fd()), 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(int64(os.Getpagesize())); err != nil {
		t.Fatal(err)
	}
	return mapping
}
