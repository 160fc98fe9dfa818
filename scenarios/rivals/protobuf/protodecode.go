package protobuf

import (
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/message"
	"github.com/bufbench/bufbench/scenarios/rivals/built"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
)

// ProtoDecode asks what AliasingDecode asks, of protobuf. The message is a FieldMask of the
// library: field 1 is a repeated string.
//
// The official decoder copies every field of strings and bytes. Its flag for aliasing,
// protoiface.UnmarshalAliasBuffer, serves lazy submessages alone, and proto.Unmarshal has
// no option for it. Who wants slices of the message walks over it with protowire, or
// generates such code, as vtprotobuf does.
var ProtoDecode = protoDecode()

func protoDecode() bench.Of[*message.Encoded] {
	s := message.AliasingDecode
	s.Name = "ProtoDecode"
	s.Question = "Let protobuf copy the fields, or slice the message yourself?"
	s.Versions = func() []bench.Version {
		return []bench.Version{built.Version("protobuf", "google.golang.org/protobuf")}
	}
	s.Card.Incident = bench.Incident{
		What:   "Strings of vtprotobuf's UnmarshalVTUnsafe keep the whole message alive; its documentation is asked to say so.",
		Source: "planetscale/vtprotobuf#167",
	}
	s.Contests = []bench.Contest{
		{View: "view-wire", Copy: "copy-proto"},
		{View: "view-wire", Copy: "copy"},
	}
	s.Arms = append(s.Arms[:len(s.Arms):len(s.Arms)],
		bench.Arm[*message.Encoded]{Name: "copy-proto", Kind: bench.Copy, Says: "proto.Unmarshal, repeated string", Open: copyProto},
		bench.Arm[*message.Encoded]{Name: "view-wire", Kind: bench.View, Says: "protowire.ConsumeBytes into an index", Open: viewWire},
	)
	return s
}

// must panics: an operation has no error to return, and these messages are valid.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

func copyProto(b *bench.Block, m *message.Encoded) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	cost := bench.Cost{Copied: m.Content, Allocs: bench.Uncounted}
	return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
		for range n {
			var decoded fieldmaskpb.FieldMask
			must(proto.Unmarshal(m.Wire, &decoded))
			for i := 0; i < len(decoded.Paths); i += m.Every {
				f := decoded.Paths[i]
				// The string owns its bytes and outlives the call; no alignment is needed; nobody writes.
				sum += consume(unsafe.Slice(unsafe.StringData(f), len(f)), passes)
			}
		}
		return sum
	}}, nil
}

func viewWire(b *bench.Block, m *message.Encoded) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Allocs: 1}, Run: func(n int) (sum uint64) {
		for range n {
			fields := slices(m.Wire, m.Fields)
			for i := 0; i < len(fields); i += m.Every {
				sum += consume(fields[i], passes)
			}
		}
		return sum
	}}, nil
}

// slices are the fields where they are. It is not inlined, and so its index escapes, as
// that of a decoder in another package does.
//
//go:noinline
func slices(wire []byte, count int) [][]byte {
	index := make([][]byte, 0, count)
	for len(wire) > 0 {
		_, _, n := protowire.ConsumeTag(wire)
		must(protowire.ParseError(min(n, 0)))
		f, length := protowire.ConsumeBytes(wire[n:])
		must(protowire.ParseError(min(length, 0)))
		index = append(index, f)
		wire = wire[n+length:]
	}
	return index
}
