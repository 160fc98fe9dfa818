package counters

import (
	"encoding/binary"
	"slices"
	"syscall"
	"testing"
)

// fake is a kernel that counts as a test says.
type fake struct {
	level   int // of paranoia; below -1 it is not known
	on      int // the thread that runs
	refuse  func(e Event, leader int, alone bool) error
	opened  []Event // by file descriptor, from 100
	leaders []int   // likewise
	alone   []bool  // likewise
	closed  []int
	counts  map[string]uint64
	enabled uint64
	running map[int]uint64 // by leader; others run as long as they are enabled
	said    []string       // enable, disable
	spoil   func(p []byte) int
	fails   map[string]error // by enable, disable, read, close
}

const firstFD = 100

func (f *fake) system() system {
	return system{
		open: func(e Event, leader int, alone bool) (int, error) {
			if f.refuse != nil {
				if err := f.refuse(e, leader, alone); err != nil {
					return -1, err
				}
			}
			f.opened, f.leaders, f.alone = append(f.opened, e), append(f.leaders, leader), append(f.alone, alone)
			return firstFD + len(f.opened) - 1, nil
		},
		enable: func(leader int) error {
			f.said = append(f.said, "enable "+f.opened[leader-firstFD].Name)
			return f.fails["enable"]
		},
		disable: func(leader int) error {
			f.said = append(f.said, "disable "+f.opened[leader-firstFD].Name)
			return f.fails["disable"]
		},
		read: f.read,
		close: func(fd int) error {
			f.closed = append(f.closed, fd)
			return f.fails["close"]
		},
		thread:   func() int { return f.on },
		paranoid: func() (int, bool) { return f.level, f.level >= -1 },
	}
}

// read is a group as the kernel writes it.
func (f *fake) read(leader int, p []byte) (int, error) {
	if err := f.fails["read"]; err != nil {
		return 0, err
	}
	values := []uint64{0, f.enabled, f.enabled}
	if r, is := f.running[leader]; is {
		values[2] = r
	}
	for fd := range f.opened {
		if fd+firstFD == leader || f.leaders[fd] == leader {
			values = append(values, f.counts[f.opened[fd].Name])
			values[0]++
		}
	}
	var out []byte
	for _, v := range values {
		out = binary.NativeEndian.AppendUint64(out, v)
	}
	n := copy(p, out)
	if f.spoil != nil {
		n = f.spoil(p[:n])
	}
	return n, nil
}

// works is work during which events happen so often.
func (f *fake) works(enabled uint64, counts map[string]uint64) func() {
	return func() {
		f.said = append(f.said, "work")
		f.enabled += enabled
		for name, n := range counts {
			f.counts[name] += n
		}
	}
}

// refusing refuses some events with an error; all of them if none is named.
func refusing(err error, some ...string) func(Event, int, bool) error {
	return func(e Event, _ int, _ bool) error {
		if len(some) == 0 || slices.Contains(some, e.Name) {
			return err
		}
		return nil
	}
}

// paranoia refuses as the kernel does at a level of paranoia.
func paranoia(level int) func(Event, int, bool) error {
	return func(_ Event, _ int, alone bool) error {
		if level > 2 || level == 2 && !alone {
			return syscall.EACCES
		}
		return nil
	}
}

// closes checks that everything that was opened is closed, once.
func (f *fake) closes(t *testing.T, s *Set) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Errorf("Close() = %v, want nil", err)
	}
	slices.Sort(f.closed)
	var want []int
	for i := range f.opened {
		want = append(want, firstFD+i)
	}
	if !slices.Equal(f.closed, want) {
		t.Errorf("closed %v of %v", f.closed, want)
	}
}
