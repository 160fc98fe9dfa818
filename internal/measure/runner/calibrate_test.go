package runner_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// TestCalibrate: what a child says of a case is its visit or an error, and a
// child that says nothing is an error too.
func TestCalibrate(t *testing.T) {
	c := bench.Case{Size: 4096, Passes: 1}
	conditions := launch.Conditions{Ballast: 5, Cache: 1 << 20, Pages: launch.HugePages, Reader: launch.GoReader}
	p := runner.Plan{Seed: 7, Conditions: conditions}
	found := launch.Visit{Case: c, Arms: []int{0, 1}, Ops: []int{3, 4}}
	for _, x := range []struct {
		name string
		says []launch.Message
		ends error
		want string // in the error; empty if there is none
	}{
		{"an answer", []launch.Message{{Trial: &launch.Trial{Visit: found}}, {Done: true}}, nil, ""},
		{"a fault", []launch.Message{{Fault: &launch.Fault{Reason: "panic: bad"}}, {Done: true}}, nil, "calibrate A/size=4KiB/passes=1: panic: bad"},
		{"a skip", []launch.Message{{Trial: &launch.Trial{Visit: launch.Visit{Case: c}, Skip: &bench.Skip{Reason: "no kernel"}}}, {Done: true}}, nil, "no kernel"},
		{"a crash", []launch.Message{{Trial: &launch.Trial{Visit: found}}}, errors.New("exit status 2"), "exit status 2"},
		{"silence", []launch.Message{{Done: true}}, nil, "said nothing"},
	} {
		t.Run(x.name, func(t *testing.T) {
			var asked []launch.Job
			got, err := p.Calibrate(t.Context(), func(_ context.Context, job launch.Job, say func(launch.Message)) error {
				asked = append(asked, job)
				for _, m := range x.says {
					say(m)
				}
				return x.ends
			}, "A", c)
			want := []launch.Job{{
				Mode: launch.CalibrateMode, Scenario: "A", Visits: []launch.Visit{{Case: c}},
				Seed: 7, Conditions: conditions,
			}}
			if !reflect.DeepEqual(asked, want) {
				t.Errorf("asked %+v, want %+v", asked, want)
			}
			switch {
			case x.want == "" && (err != nil || !reflect.DeepEqual(got, found)):
				t.Errorf("got %+v, %v, want what the child said", got, err)
			case x.want != "" && (err == nil || !strings.Contains(err.Error(), x.want)):
				t.Errorf("got %v, want an error with %q", err, x.want)
			case x.want != "" && !reflect.DeepEqual(got, launch.Visit{}):
				t.Errorf("got %+v beside an error", got)
			}
		})
	}
}

// TestCalibrateInterrupted: a child that was told to end found nothing.
func TestCalibrateInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := bench.Case{Size: 4096, Passes: 1}
	_, err := runner.Plan{}.Calibrate(ctx, func(context.Context, launch.Job, func(launch.Message)) error {
		cancel()
		return nil
	}, "A", c)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was canceled", err)
	}
}
