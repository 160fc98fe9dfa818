//go:build cpython && cgo

package cpython

import "sync"

// shelf keeps exports by number as long as Python has their memory: C keeps no pointer
// to them.
type shelf struct {
	lock sync.Mutex
	kept []*Export // number 1 comes first
	free []int     // numbers that nobody has
}

// add returns the number of e, which is above 0.
func (s *shelf) add(e *Export) (number int) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if n := len(s.free); n > 0 {
		number, s.free = s.free[n-1], s.free[:n-1]
		s.kept[number-1] = e
		return number
	}
	s.kept = append(s.kept, e)
	return len(s.kept)
}

func (s *shelf) at(number int) *Export {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.kept[number-1]
}

func (s *shelf) remove(number int) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.kept[number-1] = nil
	s.free = append(s.free, number)
}
