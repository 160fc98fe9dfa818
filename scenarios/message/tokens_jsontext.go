//go:build goexperiment.jsonv2 && go1.27

package message

import (
	"bytes"
	"encoding/json/jsontext"

	"github.com/bufbench/bufbench/bench"
)

// tokens are the arms of encoding/json/jsontext, which Go has from 1.27 on.
func tokens() []bench.Arm[*Encoded] {
	return []bench.Arm[*Encoded]{
		{Name: "view-tokens", Kind: bench.View, Says: "ReadValue of a jsontext.Decoder", Open: decodeTokens},
	}
}

// decodeTokens reads values where they are, without an index. By its documentation a value
// is valid until the next call of the Decoder: over any reader but a bytes.Buffer, that
// call overwrites the value's first byte.
func decodeTokens(b *bench.Block, m *Encoded) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	var text bytes.Buffer
	from := jsontext.NewDecoder(&text)
	return bench.Op{Cost: bench.Cost{Allocs: bench.Uncounted}, Run: func(n int) (sum uint64) {
		for range n {
			text = *bytes.NewBuffer(m.json)
			from.Reset(&text)
			_, err := from.ReadToken()
			must(err)
			for i := range m.Fields {
				if i%m.Every != 0 {
					must(from.SkipValue())
					continue
				}
				value, err := from.ReadValue()
				must(err)
				sum += consume(value[1:len(value)-1], passes) // without its quotes
			}
		}
		return sum
	}}, nil
}
