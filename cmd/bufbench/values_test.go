package main

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/urfave/cli/v3"
)

// typed is the request of a command line of run.
func typed(t *testing.T, args ...string) (q request, err error) {
	t.Helper()
	run := (&program{}).runCommand()
	run.Action = func(_ context.Context, c *cli.Command) (err error) {
		q, err = requestOf(c)
		return err
	}
	err = run.Run(t.Context(), append([]string{"run"}, args...))
	return q, err
}

func TestGoal(t *testing.T) {
	for _, test := range []struct {
		args []string
		want verdict.Goal
	}{
		{nil, verdict.Goal{Margin: 0.01, Precision: 0.02}},
		{[]string{"-alpha", "1%", "--margin", "0.5%", "-precision", "0.1"}, verdict.Goal{Alpha: 0.01, Margin: 0.005, Precision: 0.1}},
		{[]string{"-alpha=1e-3", "-margin= 5 % "}, verdict.Goal{Alpha: 0.001, Margin: 0.05, Precision: 0.02}},
	} {
		q, err := typed(t, test.args...)
		if err != nil || q.Goal != test.want {
			t.Errorf("run %q has the goal %+v, %v, want %+v", test.args, q.Goal, err, test.want)
		}
	}
	for _, flag := range []string{"-alpha", "-margin", "-precision"} {
		for _, value := range []string{"0", "0%", "-1%", "1", "100%", "2", "NaN", "Inf", "%", "", "2%%", "a little"} {
			var bad *usageError
			if q, err := typed(t, flag+"="+value); !errors.As(err, &bad) {
				t.Errorf("run %s=%s has the goal %+v, %v, want wrong usage", flag, value, q.Goal, err)
			}
		}
	}
}

// TestRequest holds the values of a command line without flags, and with.
func TestRequest(t *testing.T) {
	q, err := typed(t)
	if err != nil || q.From != (origin{Limit: time.Minute}) || q.MaxTime != 3*time.Second || q.MaxTimeGiven || q.Pages != launch.BasePages || q.fixed() != 0 {
		t.Errorf("run without flags is %+v, %v", q, err)
	}
	q, err = typed(t, "-program", "mine", "-timeout", "5s", "-max-time", "10s", "-pages", "huge", "-count", "8", "A", "B")
	if err != nil || q.From != (origin{Program: "mine", Limit: 5 * time.Second}) || q.MaxTime != 10*time.Second || !q.MaxTimeGiven || q.Pages != launch.HugePages || q.fixed() != 8 || len(q.Names) != 2 {
		t.Errorf("run with flags is %+v, %v", q, err)
	}
	if q, err = typed(t, "-quick"); err != nil || q.fixed() != quickLaunches {
		t.Errorf("run -quick has %d launches, %v, want %d", q.fixed(), err, quickLaunches)
	}
	if plan, _, err := programOf(misbehaving()).plan(t.Context(), valid(request{Names: []string{"Healthy"}, Pages: launch.HugePages, Seed: 5})); err != nil ||
		plan.Pages != launch.HugePages || plan.Seed != 5 || plan.Ballast != ballast || plan.Rule != nil {
		t.Errorf("the plan is %+v, %v, want the request's seed and pages, and no rule", plan, err)
	}
}
