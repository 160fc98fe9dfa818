package message_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/scenarios/message"
)

func BenchmarkReceiveBuffer(b *testing.B)  { benchtest.Run(b, message.ReceiveBuffer) }
func BenchmarkReadAll(b *testing.B)        { benchtest.Run(b, message.ReadAll) }
func BenchmarkAliasingDecode(b *testing.B) { benchtest.Run(b, message.AliasingDecode) }

func TestProof(t *testing.T) {
	t.Run("ReceiveBuffer", func(t *testing.T) { benchtest.Prove(t, message.ReceiveBuffer) })
	t.Run("ReadAll", func(t *testing.T) { benchtest.Prove(t, message.ReadAll) })
	t.Run("AliasingDecode", func(t *testing.T) { benchtest.Prove(t, fewer(message.AliasingDecode)) })
}

// fewer leaves out the messages of which one field in a hundred is read. JSON takes long
// over them.
func fewer[S any](s bench.Of[S]) bench.Of[S] {
	s.Grid.Axes = []bench.Choice{{Key: s.Grid.Axes[0].Key, Values: s.Grid.Axes[0].Values[:2]}}
	return s
}

// TestFewFields proves these at a small size.
func TestFewFields(t *testing.T) {
	at := bench.Case{Size: 65, Passes: 1, Axes: []bench.Axis{{Key: "reads", Value: "1in100"}}}
	evidence, err := proof.Prover{Seed: 1}.Case(message.AliasingDecode, at)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range evidence {
		if e.Fault != "" {
			t.Errorf("%s: %s (observed: %s)", e.Arm, e.Fault, e)
		}
	}
}
