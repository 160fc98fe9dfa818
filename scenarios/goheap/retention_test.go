package goheap

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// heap is the heap in use after the collector ran.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// heldBy is the heap that a message costs, as a share of it, after all but every nth of its
// parts is let go.
func heldBy(part, every int, keep func(part []byte) []byte) (share float64) {
	const messages, size = 64, 64 << 10
	index := make([][]byte, 0, messages*(size/part/every+1))
	before := heap()
	for range messages {
		message := make([]byte, size)
		for from := 0; from+part <= size; from += part * every {
			index = append(index, keep(message[from:from+part:from+part]))
		}
	}
	held := heap() - before
	runtime.KeepAlive(index)
	return float64(held) / messages / size
}

// TestCloningPays: clones take the kept share of a message, rounded up to their size class;
// parts take all of it, whatever the share. So clones take less heap below a share of 1
// where the part fills its class, as 64 bytes do, and below 33/48 for the 33 bytes that
// take 48.
func TestCloningPays(t *testing.T) {
	for _, test := range []struct{ part, class, every int }{
		{64, 64, 1},
		{64, 64, 2},
		{64, 64, 10},
		{64, 64, 100},
		{64, 64, 1000},
		{33, 48, 1},
		{33, 48, 2},
	} {
		share := 1 / float64(test.every)
		want := share * float64(test.class) / float64(test.part)
		parts := heldBy(test.part, test.every, func(p []byte) []byte { return p })
		clones := heldBy(test.part, test.every, bytes.Clone)
		t.Logf("%d bytes, kept %.4g: parts hold %.4g of a message, clones %.4g", test.part, share, parts, clones)
		if parts < 0.95 || parts > 1.2 {
			t.Errorf("%d bytes, kept %.4g: parts hold %.4g of a message, want all of it", test.part, share, parts)
		}
		if clones < 0.9*want || clones > 1.15*want+0.01 {
			t.Errorf("%d bytes, kept %.4g: clones hold %.4g of a message, want %.4g", test.part, share, clones, want)
		}
	}
}

// TestInternKeepsOne: equal parts of different messages take one clone.
func TestInternKeepsOne(t *testing.T) {
	seen := map[string]bool{}
	intern := func(p []byte) []byte {
		seen[string(p)] = true
		return nil
	}
	if got := heldBy(64, 1, intern); got > 0.01 {
		t.Errorf("interned equal parts hold %.4g of a message, want next to nothing", got)
	}
	if len(seen) != 1 {
		t.Errorf("%d parts are interned, want 1", len(seen))
	}
}

// TestCloneThatAliases: proof catches a clone that is none.
func TestCloneThatAliases(t *testing.T) {
	s := Retention
	s.Arms = append(s.Arms[:len(s.Arms):len(s.Arms)], bench.Arm[kept]{
		Name: "copy-none", Kind: bench.Copy, Says: "it lies",
		Open: func(b *bench.Block, k kept) (bench.Op, error) {
			op, err := keptView(b, k)
			op.Cost.Copied = b.Case.Size
			return op, err
		},
	})
	evidence, err := proof.Prover{Seed: 1}.Case(s, bench.Case{Size: 64, Passes: 1, Axes: []bench.Axis{{Key: of, Value: "1MiB"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range evidence {
		if lies := e.Arm == "copy-none"; lies != strings.Contains(e.Fault, "a change by the owner is seen through it: it aliases") {
			t.Errorf("%s: proof finds %q", e.Arm, e.Fault)
		}
	}
}

// TestKeptIsOfItsMessage: the part lies in a message of the size that the axis says.
func TestKeptIsOfItsMessage(t *testing.T) {
	for value, want := range map[string]error{"part": nil, "64B": nil, "1MiB": nil, "": fmt.Errorf("axis of"), "1TiB": fmt.Errorf("would take 1TiB")} {
		b := bench.NewBlock(bench.Case{Size: 100, Axes: []bench.Axis{{Key: of, Value: value}}}, 1)
		k, err := newKept(b)
		if want == nil && (err != nil || len(k) != 100) || want != nil && (err == nil || !strings.Contains(err.Error(), want.Error())) {
			t.Errorf("a part of %q: %d bytes, %v, want 100, %v", value, len(k), err, want)
		}
		b.Close()
	}
}
