package counters

import (
	"errors"
	"fmt"
	"syscall"

	"github.com/bufbench/bufbench/internal/measure/events"
)

// Set is events of one thread. A nil set, and one without any open event, count
// nothing and work.
type Set struct {
	sys    system
	thread int
	groups []*group // with the processor's events first
	lacks  []events.Lack
	alone  bool // events inside the kernel are left out: the process may not watch it
	level  int  // kernel.perf_event_paranoid
	known  bool // level is known
}

// group is events that are counted at the same time or not at all.
type group struct {
	fds    []int // the first one is the leader
	events []Event
	alone  bool
	room   []byte // to read into
}

// system is the calls of a kernel.
type system struct {
	open     func(e Event, leader int, alone bool) (fd int, err error) // leader -1 begins a group
	enable   func(leader int) error
	disable  func(leader int) error
	read     func(leader int, p []byte) (int, error)
	close    func(fd int) error
	thread   func() int
	paranoid func() (level int, known bool)
}

// Open opens all events for the calling thread. The caller locks its goroutine to the
// thread, and closes the set. Events that do not open are among the lacks.
func Open() *Set { return open(host(), All()) }

func open(sys system, events []Event) *Set {
	s := &Set{sys: sys, thread: sys.thread()}
	s.level, s.known = sys.paranoid()
	for _, e := range events {
		if l, ok := s.add(e); !ok {
			s.lacks = append(s.lacks, l)
		}
	}
	return s
}

// add opens an event. It leaves the kernel out only if there is no other way: page
// faults and copies inside the kernel are part of the price of an operation.
func (s *Set) add(e Event) (l events.Lack, ok bool) {
	if s.alone && e.inside {
		return unseen(e, s.level, s.known), false
	}
	err := s.join(e)
	if denied(err) && !s.alone && !e.inside {
		s.alone = true
		if err = s.join(e); err != nil {
			s.alone = false // it was not that
		}
	}
	if err != nil {
		return lackOf(e, err, s.level, s.known), false
	}
	return events.Lack{}, true
}

func denied(err error) bool {
	return errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.EPERM)
}

// join opens an event in the last group of its kind. If the processor has not enough
// counters for the group, the event gets a group of its own.
func (s *Set) join(e Event) error {
	if g := s.last(); g != nil && g.alone == s.alone && g.events[0].processor() == e.processor() {
		fd, err := s.sys.open(e, g.fds[0], s.alone)
		if err == nil {
			g.fds, g.events = append(g.fds, fd), append(g.events, e)
			return nil
		}
		if !errors.Is(err, syscall.EINVAL) { // EINVAL means that the group would not fit
			return err
		}
	}
	fd, err := s.sys.open(e, -1, s.alone)
	if err == nil {
		s.groups = append(s.groups, &group{fds: []int{fd}, events: []Event{e}, alone: s.alone})
	}
	return err
}

func (s *Set) last() *group {
	if len(s.groups) == 0 {
		return nil
	}
	return s.groups[len(s.groups)-1]
}

// Lacks are the events that are not counted.
func (s *Set) Lacks() []events.Lack {
	if s == nil {
		return nil
	}
	return s.lacks
}

// Alone reports whether events inside the kernel are left out.
func (s *Set) Alone() bool { return s != nil && s.alone && len(s.groups) > 0 }

// Close closes the events. The set counts nothing any more.
func (s *Set) Close() error {
	if s == nil {
		return nil
	}
	var errs []error
	for _, g := range s.groups {
		for _, fd := range g.fds {
			errs = append(errs, s.sys.close(fd))
		}
	}
	s.groups = nil
	return errors.Join(errs...)
}

// Count counts events during work. The count includes the price of beginning and
// ending, as work that does nothing shows. On another thread than the set's, Count
// fails and does no work.
func (s *Set) Count(work func()) (Tally, error) {
	if s == nil || len(s.groups) == 0 {
		work()
		return nil, nil
	}
	if now := s.sys.thread(); now != s.thread {
		return nil, fmt.Errorf("count the events of thread %d: the work is on thread %d", s.thread, now)
	}
	before, err := s.read()
	if err != nil {
		return nil, err
	}
	if err := s.begin(); err != nil {
		return nil, err
	}
	work()
	if err := s.end(); err != nil {
		return nil, err
	}
	after, err := s.read()
	if err != nil {
		return nil, err
	}
	return after.since(before), nil
}

// begin enables the groups, the processor's last: they count least of the enabling.
func (s *Set) begin() error {
	for i := len(s.groups) - 1; i >= 0; i-- {
		if err := s.sys.enable(s.groups[i].fds[0]); err != nil {
			return fmt.Errorf("begin to count %s: %w", names(s.groups[i].events), err)
		}
	}
	return nil
}

// end disables the groups, the processor's first.
func (s *Set) end() error {
	for _, g := range s.groups {
		if err := s.sys.disable(g.fds[0]); err != nil {
			return fmt.Errorf("end counting %s: %w", names(g.events), err)
		}
	}
	return nil
}

// read reads all groups while they do not count.
func (s *Set) read() (t Tally, err error) {
	for _, g := range s.groups {
		if want := 8 * (words + len(g.events)); len(g.room) != want {
			g.room = make([]byte, want)
		}
		n, err := s.sys.read(g.fds[0], g.room)
		if err != nil {
			return nil, fmt.Errorf("read the group of %s: %w", names(g.events), err)
		}
		if t, err = t.parse(g.room[:n], g.events); err != nil {
			return nil, err
		}
	}
	return t, nil
}
