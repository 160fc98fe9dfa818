//go:build cpython && cgo

package python

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// exchange is bytes on one side, and what the other side has.
type exchange struct {
	*exporter        // a bytes object, the source; or the bytearray that reuse copies to
	data      []byte // Go's bytes, the source; nil where it is Python's
}

// openExchange makes the bytes on the side that they come from.
func openExchange(b *bench.Block) (*exchange, error) {
	py, err := cpython.Start()
	if err != nil {
		return nil, err
	}
	switch way := b.Case.Get(direction); way {
	case "togo":
		e, err := open(b, py, py.Bytes, b.Case.Size, inOrder)
		return &exchange{exporter: e}, err
	case "topython":
		o, err := py.ByteArray(int(b.Case.Size), b.Fill)
		if err != nil {
			return nil, err
		}
		b.Defer(o.Close)
		data, err := b.Data()
		return &exchange{&exporter{py, o}, data}, err
	default:
		return nil, fmt.Errorf("exchange bytes in the unknown direction %q", way)
	}
}

// open opens an arm in the direction of the case, under its policy of the GIL.
// Both ways hold the GIL around a sample by themselves.
func (s *exchange) open(b *bench.Block, toGo, toPython func(*bench.Block, *exchange) (bench.Op, error)) (bench.Op, error) {
	way := toGo
	if s.data != nil {
		way = toPython
	}
	op, err := way(b, s)
	if err != nil {
		return bench.Op{}, err
	}
	return s.under(b.Case.Get(gil), op)
}

// toGo is an arm of PyBuffer as one of PyExchange.
func toGo(open func(*bench.Block, *exporter) (bench.Op, error)) func(*bench.Block, *exchange) (bench.Op, error) {
	return func(b *bench.Block, src *exchange) (bench.Op, error) { return open(b, src.exporter) }
}

// exchangePart is what someone keeps of the bytes: the buffer of the Python
// object, or a part of Go's slice.
func exchangePart(b *bench.Block, src *exchange) any {
	if src.data == nil {
		return heldPart(b, src.exporter)
	}
	n := min(len(src.data), int(bench.PartSize))
	return src.data[:n:n]
}
