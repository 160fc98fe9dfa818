package message

import (
	"encoding/json"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// AliasingDecode asks what the fields of a decoded message are: copies, or slices of the
// message. A case's size is that of the fields for the reader. The message has one, ten
// or a hundred times as many. Fields have 64 bytes. The format is a length before each
// field, as in protobuf; encoding/json decodes the same fields from an array of strings.
// Where the Go release has jsontext, its Decoder is an arm: it looks at the text of a
// [bytes.Buffer] where it is.
//
// To a colleague: first leave the format, then the copies: lengths with a copy of each field
// are 11 to 16 times as fast as encoding/json, slices instead of copies 2 to 8 times as fast
// again, and RawMessage spares a fifth of JSON's time.
var AliasingDecode = bench.Of[*Encoded]{
	Info: bench.Info{
		Name:     "AliasingDecode",
		Question: "Decode fields as copies, or as slices of the message?",
		Class:    []bench.Class{bench.Dominant, bench.Liability},
		Kernel:   kernel.Sum,
		Card: bench.Card{
			Valid:    "As long as nobody reuses the buffer of the message: a kept field keeps all of it.",
			Frees:    "The collector, when no field is held; from a pool, whoever puts the buffer back.",
			Mutation: "A write to the message changes its fields, and strings that are taken to be constant.",
			Threads:  "Any number may read the fields; a transport that reads the next message meanwhile is a race.",
			Failure:  "In silence: the field holds bytes of another message.",
			Incident: bench.Incident{
				What:   "gRPC began to pool the buffers that Cortex's strings pointed into: messages could be corrupted.",
				Source: "cortexproject/cortex#6808",
			},
		},
		Grid: bench.Grid{
			Sizes:   []bench.Bytes{64, 4 * bench.KiB, 64 * bench.KiB, 256 * bench.KiB},
			Passes:  []int{1},
			Axes:    []bench.Choice{{Key: reads, Values: []string{"all", "1in10", "1in100"}}},
			Leave:   decodeLeft,
			Without: []string{bench.Touch, bench.Order}, // fields are read one by one
		},
		Probes: []string{"alloc", "kernel-call"},
	},
	Source: encode,
	Part:   fieldPart,
	Arms: append([]bench.Arm[*Encoded]{
		{Name: "copy", Kind: bench.Copy, Says: "bytes.Clone of each field", Open: decodeClone},
		{Name: "copy-json", Kind: bench.Copy, Says: "json.Unmarshal into []string", Open: decodeJSON},
		{Name: "copy-raw", Kind: bench.Copy, Says: "json.Unmarshal into []json.RawMessage", Open: decodeRaw},
		{Name: "reuse", Kind: bench.Copy, Says: "append fields to kept memory", Open: decodeReuse},
		{Name: "view", Kind: bench.View, Says: "a new index of slices", Open: decodeAlias},
		{Name: "view-walk", Kind: bench.View, Says: "a walk over the lengths, no index", Open: decodeWalk},
	}, tokens()...),
}

// reads is the axis of AliasingDecode: one field of so many is read.
const reads = "reads"

// decodeLeft leaves out messages that would be too large.
func decodeLeft(c bench.Case) bool {
	return c.Size > largest/2 || c.Get(reads) != "all" && c.Size > 4*bench.KiB
}

// decodeClone does what code generated for protobuf does with each field of bytes.
func decodeClone(b *bench.Block, m *Encoded) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	cost := bench.Cost{Copied: m.Content, Allocs: m.Fields + 1}
	return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
		for range n {
			fields := m.clones()
			for i := 0; i < len(fields); i += m.Every {
				sum += consume(fields[i], passes)
			}
		}
		return sum
	}}, nil
}

func decodeReuse(b *bench.Block, m *Encoded) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	arena, fields := b.Touched(m.Content), make([][]byte, 0, m.Fields)
	return bench.Op{Cost: bench.Cost{Copied: m.Content}, Run: func(n int) (sum uint64) {
		for range n {
			fields = fields[:0]
			free := arena[:0]
			for rest := m.prefixed; len(rest) > 0; {
				var f []byte
				f, rest = next(rest)
				free = append(free, f...)
				fields = append(fields, free[len(free)-len(f):])
			}
			for i := 0; i < len(fields); i += m.Every {
				sum += consume(fields[i], passes)
			}
		}
		return sum
	}}, nil
}

func decodeAlias(b *bench.Block, m *Encoded) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Allocs: 1}, Run: func(n int) (sum uint64) {
		for range n {
			fields := m.slices()
			for i := 0; i < len(fields); i += m.Every {
				sum += consume(fields[i], passes)
			}
		}
		return sum
	}}, nil
}

func decodeWalk(b *bench.Block, m *Encoded) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Run: func(n int) (sum uint64) {
		for range n {
			for i, rest := 0, m.prefixed; len(rest) > 0; i++ {
				var f []byte
				f, rest = next(rest)
				if i%m.Every == 0 {
					sum += consume(f, passes)
				}
			}
		}
		return sum
	}}, nil
}

func decodeJSON(b *bench.Block, m *Encoded) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Copied: m.Content, Allocs: bench.Uncounted}, Run: func(n int) (sum uint64) {
		for range n {
			var fields []string
			must(json.Unmarshal(m.json, &fields))
			for i := 0; i < len(fields); i += m.Every {
				// The string owns its bytes and outlives the call; no alignment is needed; nobody writes.
				sum += consume(unsafe.Slice(unsafe.StringData(fields[i]), len(fields[i])), passes)
			}
		}
		return sum
	}}, nil
}

// decodeRaw leaves the quotes of the strings where they are.
func decodeRaw(b *bench.Block, m *Encoded) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Copied: m.Content, Allocs: bench.Uncounted}, Run: func(n int) (sum uint64) {
		for range n {
			var fields []json.RawMessage
			must(json.Unmarshal(m.json, &fields))
			for i := 0; i < len(fields); i += m.Every {
				sum += consume(fields[i][1:len(fields[i])-1], passes)
			}
		}
		return sum
	}}, nil
}
