package profile

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/runs/session"
)

func TestCheck(t *testing.T) {
	for want, s := range map[string]Spec{
		"2 sizes":             {Sizes: []bench.Bytes{1, 2}},
		"2 numbers of passes": {Passes: []int{1, 2}},
		"2 values of object":  {Axes: []bench.Choice{{Key: "object", Values: []string{"a", "b"}}}},
		"cache=ring: prices":  {Axes: []bench.Choice{{Key: "cache", Values: []string{"ring"}}}},
		"count -1":            {Launches: -1},
		"samples -1s":         {Span: -time.Second},
		"timeout -1s":         {From: session.Origin{Limit: -time.Second}},
	} {
		if err := s.check(); !option.Is(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("check = %v, want a mistake %q", err, want)
		}
	}
	fine := Spec{Sizes: []bench.Bytes{1}, Axes: []bench.Choice{{Key: "cache", Values: []string{"hot"}}, {Key: "ballast", Values: []string{"1MiB"}}}}
	if err := fine.check(); err != nil {
		t.Error(err)
	}
}

// TestCaseOf: the case is in the middle of what is left of the grid.
func TestCaseOf(t *testing.T) {
	d := launch.Description{Cases: []bench.Case{{Size: 1}, {Size: 2}, {Size: 3}}}
	if c, err := caseOf(d); err != nil || c.Size != 2 {
		t.Errorf("caseOf = %v, %v, want size 2", c, err)
	}
	if _, err := caseOf(launch.Description{}); !option.Is(err) {
		t.Errorf("caseOf nothing = %v, want a mistake", err)
	}
}

// answering is a run whose children give these answers.
func answering(answer func(job launch.Job, receive func(launch.Message)) error) *run {
	return &run{
		spec: Spec{Launches: 3}, say: func(string) {},
		Outcome: Outcome{Scenario: "S", Case: bench.Case{Size: 64, Passes: 1}, Rivals: []bench.Rival{{Name: "copy"}, {Name: "view"}}},
		start: func(_ context.Context, job launch.Job, receive func(launch.Message)) error {
			return answer(job, receive)
		},
	}
}

// TestLaunchFails: a launch that crashes costs its ledger, and is told. If none is left,
// that is an error.
func TestLaunchFails(t *testing.T) {
	n := 0
	r := answering(func(launch.Job, func(launch.Message)) error { n++; return errors.New("signal: killed") })
	if err := r.keepBooks(context.Background()); err == nil || !strings.Contains(err.Error(), "signal: killed") || n != 3 || len(r.Failed) != 3 {
		t.Errorf("keepBooks = %v after %d launches, %d told", err, n, len(r.Failed))
	}
}

// TestProofFails: an arm that fails its proof is told, and the others go on; a case that
// cannot run here says why.
func TestProofFails(t *testing.T) {
	r := answering(func(job launch.Job, receive func(launch.Message)) error {
		if job.Mode != launch.ProveMode {
			t.Errorf("the job is to %s", job.Mode)
		}
		receive(launch.Message{Trial: &launch.Trial{Visit: launch.Visit{Case: job.Visits[0].Case}, Skip: &bench.Skip{Reason: "no such library"}}})
		return nil
	})
	if err := r.prove(context.Background()); err == nil || !strings.Contains(err.Error(), "no such library") {
		t.Errorf("prove = %v, want the reason", err)
	}
	r = answering(func(job launch.Job, receive func(launch.Message)) error {
		receive(launch.Message{Trial: &launch.Trial{Visit: launch.Visit{Case: job.Visits[0].Case, Arms: []int{7}}}})
		return nil
	})
	if err := r.prove(context.Background()); err == nil || !strings.Contains(err.Error(), "arm 7 of 2") {
		t.Errorf("prove = %v, want that there is no such arm", err)
	}
}
