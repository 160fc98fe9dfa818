package python

import (
	"encoding/binary"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// Whatever their order, items that were gathered are those that were walked, as
// often as they were.
func TestOrderSumsWhatItGathers(t *testing.T) {
	b := bench.NewBlock(bench.Case{Size: 1}, 1)
	defer b.Close()
	for _, o := range []order{{8, false}, {8, true}, {12, false}, {12, true}, {16, false}, {512, false}} {
		for _, count := range []int{1, 2, 3, 7, 8, 33} {
			p := make([]byte, (count-1)*o.stride+int(word))
			b.Fill(p)
			var want uint64
			for i := range count {
				item := p[i*o.stride:][:word]
				if o.swapped {
					want += binary.BigEndian.Uint64(item)
				} else {
					want += binary.LittleEndian.Uint64(item)
				}
			}
			dst := make([]byte, count*int(word)+1)
			o.gather(dst[:count*int(word)], p)
			if got := kernel.Sum(dst, 1); got != want { // the byte behind them stays 0
				t.Errorf("%+v: %d items gathered have the sum %#x, want %#x", o, count, got, want)
			}
			if got := o.sum(p, 3); got != 3*want {
				t.Errorf("%+v: three passes over %d items give %#x, want %#x", o, count, got, 3*want)
			}
		}
	}
}

// A gather ends where either side does.
func TestGatherSwappedEnds(t *testing.T) {
	p := make([]byte, 40)
	for i := range p {
		p[i] = byte(i + 1)
	}
	dst := make([]byte, 20)
	gatherSwapped(dst, p, 16)
	if got, want := binary.LittleEndian.Uint64(dst[8:]), binary.BigEndian.Uint64(p[16:]); got != want {
		t.Errorf("the second item is %#x, want %#x", got, want)
	}
	if got := binary.LittleEndian.Uint32(dst[16:]); got != 0 {
		t.Errorf("%#x was written where there is no room for an item", got)
	}
}
