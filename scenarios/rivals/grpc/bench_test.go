package grpc

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/scenarios/message"
	"github.com/bufbench/bufbench/scenarios/rivals/rules"
	"google.golang.org/grpc/mem"
)

func BenchmarkGRPCBuffer(b *testing.B) { benchtest.Run(b, GRPCBuffer) }

func TestRules(t *testing.T) { rules.Check(t, GRPCBuffer) }

func TestProof(t *testing.T) { benchtest.Prove(t, GRPCBuffer) }

// readPastFree keeps the slice of a buffer, and reads it when the pool has the buffer.
func readPastFree(b *bench.Block, r *message.Received) (bench.Op, error) {
	consume, passes, from := b.Kernel, b.Case.Passes, pool(b, r)
	cost := bench.Cost{Copied: b.Case.Size, Allocs: bench.Uncounted}
	return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
		for range n {
			one := mem.Copy(r.Frames[0], from)
			kept := one.ReadOnlyData()
			one.Free()
			sum += consume(kept, passes)
		}
		return sum
	}}, nil
}

// TestKeptPastFree: proof catches who reads a slice that the pool owns again. Up to 1 KiB
// the library pools nothing, and such a slice is safe.
func TestKeptPastFree(t *testing.T) {
	s := GRPCBuffer
	s.Arms = append(s.Arms[:len(s.Arms):len(s.Arms)], bench.Arm[*message.Received]{Name: "copy-kept", Kind: bench.Copy, Says: "it lies", Open: readPastFree})
	for size, caught := range map[bench.Bytes]bool{1024: false, 1025: true} {
		found := ""
		for seed := range uint64(8) { // under the race detector a pool drops some buffers
			evidence, err := proof.Prover{Seed: seed}.Case(s, bench.Case{Size: size, Passes: 1, Axes: []bench.Axis{{Key: "frame", Value: "one"}}})
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range evidence {
				switch {
				case e.Arm == "copy-kept":
					found += e.Fault
				case e.Fault != "":
					t.Errorf("%s, which is honest: %s", e.Arm, e.Fault)
				}
			}
		}
		if (found != "") != caught {
			t.Errorf("%s: proof finds %q with a slice kept past Free, want a fault: %v", size, found, caught)
		}
	}
}

// TestFreedTwice: the library itself catches a Free too many, and a read after it.
func TestFreedTwice(t *testing.T) {
	for name, test := range map[string]struct {
		act  func(mem.Buffer)
		want string
	}{
		"Free":         {mem.Buffer.Free, "Cannot free freed buffer"},
		"ReadOnlyData": {func(b mem.Buffer) { b.ReadOnlyData() }, "Cannot read freed buffer"},
	} {
		one := mem.Copy(make([]byte, 4096), mem.DefaultBufferPool())
		one.Free()
		said := func() (said string) {
			defer func() { said = fmt.Sprint(recover()) }()
			test.act(one)
			return ""
		}()
		if !strings.Contains(said, test.want) {
			t.Errorf("%s after Free: %q, want a panic with %q", name, said, test.want)
		}
	}
}
