package protobuf

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/scenarios/message"
	"github.com/bufbench/bufbench/scenarios/rivals/rules"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/runtime/protoiface"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

func BenchmarkProtoDecode(b *testing.B) { benchtest.Run(b, ProtoDecode) }

func TestRules(t *testing.T) { rules.Check(t, ProtoDecode) }

func TestProof(t *testing.T) {
	s := ProtoDecode
	s.Grid.Axes = []bench.Choice{{Key: "reads", Values: []string{"all", "1in10"}}} // JSON takes long over the rest
	benchtest.Prove(t, s)
}

// TestUnmarshalThatAliases: proof catches who calls proto.Unmarshal a view.
func TestUnmarshalThatAliases(t *testing.T) {
	s := ProtoDecode
	s.Arms = append(s.Arms[:len(s.Arms):len(s.Arms)], bench.Arm[*message.Encoded]{
		Name: "view-proto", Kind: bench.View, Says: "it lies",
		Open: func(b *bench.Block, m *message.Encoded) (bench.Op, error) {
			op, err := copyProto(b, m)
			op.Cost.Copied = 0
			return op, err
		},
	})
	evidence, err := proof.Prover{Seed: 1}.Case(s, bench.Case{Size: 1000, Passes: 1, Axes: []bench.Axis{{Key: "reads", Value: "all"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range evidence {
		lies := e.Arm == "view-proto"
		if caught := strings.Contains(e.Fault, "a change by the owner is not seen through it: it copies"); caught != lies {
			t.Errorf("%s: proof finds %q, want that it copies: %v", e.Arm, e.Fault, lies)
		}
	}
}

// TestAliasFlagAliasesNoField: with the library's flag for aliasing, fields of bytes and
// strings are copied all the same.
func TestAliasFlagAliasesNoField(t *testing.T) {
	wire := append([]byte{1<<3 | 2, 3}, "abc"...)
	bytes, mask := new(wrapperspb.BytesValue), new(fieldmaskpb.FieldMask)
	for _, m := range []proto.Message{bytes, mask} {
		in := protoiface.UnmarshalInput{Message: m.ProtoReflect(), Buf: wire, Flags: protoiface.UnmarshalAliasBuffer, Depth: 10}
		if _, err := m.ProtoReflect().ProtoMethods().Unmarshal(in); err != nil {
			t.Fatal(err)
		}
	}
	clear(wire)
	if string(bytes.Value) != "abc" || mask.Paths[0] != "abc" {
		t.Errorf("fields are %q and %q after their message was cleared, want abc: the flag aliases them", bytes.Value, mask.Paths[0])
	}
}
