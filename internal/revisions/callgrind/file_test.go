package callgrind

import (
	"maps"
	"testing"
)

// recorded has all that a file of callgrind has for one thread: names by number, places that
// are relative, functions that are inlined or call themselves, and calls with their cost in
// the line behind them.
const recorded = `# callgrind format
version: 1
creator: callgrind-3.19.0
positions: line
events: Ir
summary: 1000

ob=(1) /tmp/own.test
fl=(1) /tmp/own.go
fn=(1) example.com/own.fill
12 40
+1 2
cfi=(2) /go/src/runtime/malloc.go
cfn=(2) runtime.mallocgc
calls=3 1040
* 300
fi=(3) /tmp/inlined.go
-3 8
fe=(1)
20

fn=(2)
1040 290
cfn=(3) runtime.(*mcache).nextFree'2
calls=1 30
+2 10

fn=(3)
30 10

totals: 650
`

func TestCostsIn(t *testing.T) {
	want := map[string]uint64{"example.com/own.fill": 50, "runtime.mallocgc": 290, "runtime.(*mcache).nextFree": 10}
	if got := costsIn(recorded); !maps.Equal(got, want) {
		t.Errorf("functions take %v, want %v", got, want)
	}
}

// TestBeyond: what two runs have in common drops out, and a run that takes less although it
// is longer is refused.
func TestBeyond(t *testing.T) {
	count := func(n int, own, set uint64) Count {
		return Count{
			Instructions: own + set, Iterations: n, self: map[string]uint64{"own": own, "setup": set},
		}
	}
	got, err := count(20, 2000, 50).Beyond(count(10, 1000, 50))
	if err != nil {
		t.Fatal(err)
	}
	if got.PerOp != 100 || len(got.Functions) != 1 || got.Functions[0] != (Cost{"own", 100}) {
		t.Errorf("an operation takes %+v, want 100 instructions of own", got)
	}
	for _, longer := range []Count{count(20, 900, 50), count(10, 1000, 50)} {
		if _, err := longer.Beyond(count(10, 1000, 50)); err == nil {
			t.Errorf("%d iterations of %d instructions pass", longer.Iterations, longer.Instructions)
		}
	}
}
