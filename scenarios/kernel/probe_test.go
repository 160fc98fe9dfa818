package kernel

import (
	"strings"
	"sync"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// opened is the op of a probe over a case of size, or nil where this build has
// no such probe.
func opened(name string, size bench.Bytes) *bench.Op {
	for _, r := range probes() {
		if r.Role == reference.Probe(name) {
			b := bench.NewBlock(bench.Case{Size: size, Passes: 1}, 1)
			defer b.Close()
			op := r.Open(reference.NewGround(b))
			return &op
		}
	}
	return nil
}

// Every probe runs, at any size, and its checksum is 0: it answers nothing.
func TestProbesLive(t *testing.T) {
	for _, r := range probes() {
		for _, size := range []bench.Bytes{1, 4097} {
			op := opened(strings.TrimPrefix(r.Role, reference.Probe("")), size)
			for _, n := range []int{0, 1, 2500} {
				if got := op.Do(n); got != 0 {
					t.Errorf("%s over %s: %d operations return %#x, want 0", r.Role, size, n, got)
				}
			}
		}
	}
}

func TestProbesAreNamedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range References() {
		if key := r.Role + " " + r.Name; seen[key] {
			t.Errorf("there are two references %s", key)
		} else {
			seen[key] = true
		}
	}
}

func TestProbesAllocateWhatTheySay(t *testing.T) {
	for _, r := range probes() {
		name := strings.TrimPrefix(r.Role, reference.Probe(""))
		op := opened(name, 1000)
		objects, size := loop.LeastAllocations(*op, 1000)
		want, least := 0.0, bench.Bytes(0)
		if name == "alloc" {
			want, least = 1, 1000
		}
		if objects < want || objects > want+0.5 || size < least {
			t.Errorf("%s allocates %v objects and %s per operation, want %v and at least %s", name, objects, size, want, least)
		}
		if float64(op.Cost.Allocs) != want {
			t.Errorf("%s declares %d allocations, want %v", name, op.Cost.Allocs, want)
		}
	}
}

func TestKernelCallConsumesAWord(t *testing.T) {
	calls, bytes := 0, 0
	consume := func(p []byte, passes int) uint64 {
		calls += passes
		bytes += len(p)
		return 1
	}
	if got := callKernel(consume, make([]byte, 8)).Do(7); got != 0 || calls != 7 || bytes != 7*8 {
		t.Errorf("7 operations return %d after %d passes over %d bytes, want 0, 7 and 56", got, calls, bytes)
	}
}

// An object that is put back is got again. The race detector has the pool lose
// one of four on purpose.
func TestPoolGetPutsBack(t *testing.T) {
	const many = 1000
	made := 0
	poolGet(&sync.Pool{New: func() any { made++; return new(pooled) }}).Do(many)
	if made < 1 || made > many/2 {
		t.Errorf("%d operations made %d objects, want a few", many, made)
	}
}

// Pin refuses what is no pointer: so the probe called it.
func TestPinPins(t *testing.T) {
	defer func() {
		if err, ok := recover().(error); !ok || !strings.Contains(err.Error(), "not a pointer") {
			t.Errorf("pinning a number ends with %v, want that it is not a pointer", err)
		}
	}()
	pinAgain(1).Do(1)
}
