package counters

import (
	"encoding/binary"
	"fmt"
)

// Reading is how often an event happened. An event that never had a counter has no
// count: see [Reading.Count].
type Reading struct {
	Event   string
	N       uint64 // while it had a counter
	Enabled uint64 // nanoseconds of counting
	Running uint64 // nanoseconds with a counter: fewer if events took turns on too few counters
}

// Share is the part of the time with a counter: 1 unless events took turns.
func (r Reading) Share() float64 {
	if r.Enabled == 0 || r.Running >= r.Enabled {
		return 1
	}
	return float64(r.Running) / float64(r.Enabled)
}

// Count is N, scaled up to the whole time. It is false for an event that never had a
// counter.
func (r Reading) Count() (n float64, known bool) {
	share := r.Share()
	if share == 0 {
		return 0, false
	}
	return float64(r.N) / share, true
}

// Tally is a reading of each event, in the order of [All].
type Tally []Reading

// Add adds another tally of the same events; an empty one takes it over.
func (t Tally) Add(other Tally) Tally {
	if len(t) == 0 {
		return append(t, other...)
	}
	for i := range t {
		t[i].N += other[i].N
		t[i].Enabled += other[i].Enabled
		t[i].Running += other[i].Running
	}
	return t
}

// since is the difference to an earlier tally of the same events.
func (t Tally) since(before Tally) Tally {
	for i := range t {
		t[i].N -= before[i].N
		t[i].Enabled -= before[i].Enabled
		t[i].Running -= before[i].Running
	}
	return t
}

// words is the number of words before the counts of a group: the number of events, and
// two times.
const words = 3

// parse appends the bytes read from a group to t.
func (t Tally) parse(p []byte, events []Event) (Tally, error) {
	if want := 8 * (words + len(events)); len(p) < want {
		return t, fmt.Errorf("read the group of %s: got %d bytes, want %d", names(events), len(p), want)
	}
	word := func(i int) uint64 { return binary.NativeEndian.Uint64(p[8*i:]) }
	if n := word(0); n != uint64(len(events)) {
		return t, fmt.Errorf("read the group of %s: it has %d events, want %d", names(events), n, len(events))
	}
	for i, e := range events {
		t = append(t, Reading{Event: e.Name, N: word(words + i), Enabled: word(1), Running: word(2)})
	}
	return t, nil
}
