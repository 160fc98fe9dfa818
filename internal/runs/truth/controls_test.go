package truth

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// Only the right stage catches a control, at the right arm and in the right words.
func TestJudge(t *testing.T) {
	honest := plant.Sliced("Liar", plant.HonestCopy, plant.HonestView)
	for _, test := range []struct {
		name    string
		by      plant.Stage
		skipped string
		fault   launch.Fault
		want    State
		said    string
	}{
		{name: "skipped", by: plant.Proof, skipped: "no C here", want: Skipped, said: "no C here"},
		{name: "silence", by: plant.Proof, want: Missed},
		{name: "caught by proof", by: plant.Proof, fault: launch.Fault{Arm: "view", Reason: "proof: it lies"}, want: Caught, said: "it lies"},
		{name: "caught while timed", by: plant.Checksum, fault: launch.Fault{Reason: "it lies"}, want: Caught, said: "it lies"},
		{name: "another stage", by: plant.Proof, fault: launch.Fault{Arm: "view", Reason: "it lies"}, want: Missed, said: "it lies"},
		{name: "proof first", by: plant.Checksum, fault: launch.Fault{Arm: "view", Reason: "proof: it lies"}, want: Missed, said: "it lies"},
		{name: "another arm", by: plant.Proof, fault: launch.Fault{Arm: "copy", Reason: "proof: it lies"}, want: Missed, said: "it lies"},
		{name: "other words", by: plant.Proof, fault: launch.Fault{Arm: "view", Reason: "proof: it is slow"}, want: Missed, said: "it is slow"},
	} {
		c := plant.Control{Scenario: honest, Arm: "view", By: test.by, Words: "lies"}
		l := newTrial([]plant.Control{c})
		if test.skipped != "" {
			l.skipped["Liar"] = test.skipped
		}
		if test.fault.Reason != "" {
			test.fault.Scenario = "Liar"
			l.fault(test.fault)
		}
		if got := l.judge(c); got.State != test.want || got.Said != test.said {
			t.Errorf("%s: judge = %s, %q, want %s, %q", test.name, got.State, got.Said, test.want, test.said)
		}
	}
}

// Each stage has the launches that it needs.
func TestLaunchesOf(t *testing.T) {
	rule := launchesOf(plant.Controls())
	for scenario, want := range map[string]int{"FakeView": 0, "SkippedOps": 1, "RemovedKernel": 6, "Unknown": 0} {
		n := 0
		for !rule(runner.Progress{Scenario: scenario, Launches: n}) {
			n++
		}
		if n != want {
			t.Errorf("%s has %d launches, want %d", scenario, n, want)
		}
	}
}

// A build that missed a control is an error, whatever else it caught.
func TestBelieve(t *testing.T) {
	of := func(name string, s State) Outcome {
		return Outcome{Control: plant.Control{Scenario: plant.Sliced(name, plant.HonestCopy, plant.HonestView)}, State: s}
	}
	if err := Believe([]Outcome{of("A", Caught), of("B", Skipped)}); err != nil {
		t.Errorf("Believe of a caught and a skipped control = %v, want nil", err)
	}
	err := Believe([]Outcome{of("A", Missed), of("B", Caught), of("C", Missed)})
	if err == nil || !strings.HasPrefix(err.Error(), "not caught: A, C: ") {
		t.Errorf("Believe of two missed controls = %v, want their names", err)
	}
}
