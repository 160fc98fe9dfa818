package series

import (
	"encoding/binary"

	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/trend"
	"golang.org/x/perf/benchfmt"
)

// Side is the side of a comparison that a value is of.
type Side uint8

// The sides. A value of no comparison is alone.
const (
	Alone Side = iota
	Base
	Head
)

func sideOf(r *benchfmt.Result) Side {
	switch r.GetConfig(record.Side) {
	case "base":
		return Base
	case "head":
		return Head
	}
	return Alone
}

// Layout says of which series and sides the values of a run are, value by value. Runs of
// the same benchmarks have the same one.
type Layout struct {
	Keys  []trend.Key // each once, in the order of the values
	At    []int32     // of the key of each value
	Sides []Side      // of each value
	id    ID
}

// NewLayout is the layout of values with these keys and sides.
func NewLayout(keys []trend.Key, sides []Side) *Layout {
	l := &Layout{}
	at := map[trend.Key]int32{}
	for i, k := range keys {
		if _, known := at[k]; !known {
			at[k] = int32(len(l.Keys))
			l.Keys = append(l.Keys, k)
		}
		l.At, l.Sides = append(l.At, at[k]), append(l.Sides, sides[i])
	}
	l.seal()
	return l
}

// add adds a value of the key with that index.
func (l *Layout) add(key int32, s Side) {
	l.At, l.Sides = append(l.At, key), append(l.Sides, s)
}

// name puts keys in place of their indexes, each once, and seals the layout.
func (l *Layout) name(keys []trend.Key) {
	at := make([]int32, len(keys)) // in l.Keys, from 1
	for i, key := range l.At {
		if at[key] == 0 {
			l.Keys = append(l.Keys, keys[key])
			at[key] = int32(len(l.Keys))
		}
		l.At[i] = at[key] - 1
	}
	l.seal()
}

// seal computes the ID.
func (l *Layout) seal() {
	ids := make([]KeyID, len(l.Keys))
	for i, k := range l.Keys {
		ids[i] = KeyIDOf(k)
	}
	text := make([]byte, 0, 9*len(l.At))
	for i, at := range l.At {
		text = append(binary.LittleEndian.AppendUint64(text, uint64(ids[at])), byte(l.Sides[i]))
	}
	l.id = idOf(text)
}

// ID is the hash of all of a layout.
func (l *Layout) ID() ID { return l.id }

// KeyID is a hash of the key of a series. Whoever adds a series knows it, without
// asking for a number.
type KeyID int64

// KeyIDOf is the ID of a series.
func KeyIDOf(k trend.Key) KeyID {
	id := idOf([]byte(k.Package + "\x00" + k.Name + "\x00" + k.Unit + "\x00" + k.Env))
	return KeyID(binary.LittleEndian.Uint64(id[:]))
}
