package session

import (
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// TestTally: cases beyond the grid are not counted, and a case once.
func TestTally(t *testing.T) {
	first, second, beyond := bench.Case{Size: 64, Passes: 1}, bench.Case{Size: 128, Passes: 1}, bench.Case{Size: 96, Passes: 1}
	c := newTally(runner.Plan{Tasks: []runner.Task{{Info: bench.Info{Name: "A"}, Rivals: make([]bench.Rival, 2), Cases: []bench.Case{first, second}}}})
	for _, at := range []bench.Case{first, beyond, first} {
		c.close("A", at)
	}
	if c.closed() != 1 || len(c.done) != 2 {
		t.Errorf("%d of %d cases are done, want 1 of 2", c.closed(), len(c.done))
	}
	guess := c.launch("A")
	if guess <= 0 || c.launch("B") != 0 {
		t.Errorf("before the first launch it may take %s, and %s of a scenario that is not there", guess, c.launch("B"))
	}
	c.launched([]*launch.Record{{Scenario: "A", Took: time.Minute}, {Scenario: "A", Took: time.Minute}})
	c.launched([]*launch.Record{{Scenario: "A", Took: time.Second}})
	if got := c.launch("A"); got != 2*time.Minute {
		t.Errorf("the longest launch took %s, want both cases of the first", got)
	}
}

// TestLaunchOf: small cases share a launch, a large one has its own.
func TestLaunchOf(t *testing.T) {
	of := func(sizes ...bench.Bytes) time.Duration {
		task := runner.Task{Rivals: make([]bench.Rival, 2)}
		for _, n := range sizes {
			task.Cases = append(task.Cases, bench.Case{Size: n, Passes: 1})
		}
		return launchOf(runner.Plan{}, task)
	}
	if one, two := of(64), of(64, 64); two != 2*one {
		t.Errorf("two small cases take %s and one %s, want twice", two, one)
	}
	if nine, eight := of(64, 64, 64, 64, 64, 64, 64, 64, 64), of(64, 64, 64, 64, 64, 64, 64, 64); nine != eight {
		t.Errorf("nine small cases take %s and eight %s, want the same", nine, eight)
	}
	if one, two := of(large), of(large, large); two != one {
		t.Errorf("two large cases take %s and one %s, want the same", two, one)
	}
}
