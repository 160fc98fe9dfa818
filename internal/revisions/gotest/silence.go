package gotest

import (
	"sync"
	"time"
)

const (
	// window is the part of the limit in which a silent process must make progress.
	window = 10
	// least is the part of a window that it must have a processor for: beside a hundred
	// others it gets as much.
	least = 100
)

// silence decides whether a process that prints nothing hangs. A loaded machine makes it
// slow, and that is no reason to end it. So one that still computes gets as much processor
// time, behind the limit, as the limit is. One that does nothing hangs.
type silence struct {
	limit time.Duration
	used  func() (time.Duration, bool) // processor time of the process so far; false if nobody knows

	mu          sync.Mutex
	quiet       bool          // the limit has passed since the process printed
	first, last time.Duration // what was used then, and at the last look
}

// heard notes that the process printed.
func (s *silence) heard() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.quiet = false
}

// look is called when the limit has passed, and after each further wait. It returns how long
// to wait until the next look; 0 means that the process hangs.
func (s *silence) look() (wait time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	used, ok := s.used()
	before := s.last
	s.last = used
	switch {
	case !ok:
		return 0
	case !s.quiet:
		s.quiet, s.first = true, used
	case used-before < s.limit/window/least, used-s.first >= s.limit:
		return 0
	}
	return s.limit / window
}
