package main

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/urfave/cli/v3"
)

// typed is the spec of a command line of run.
func typed(t *testing.T, args ...string) (s session.Spec, err error) {
	t.Helper()
	run := runCommand(&app{})
	run.Action = func(_ context.Context, c *cli.Command) (err error) {
		s, err = specOf(c)
		return err
	}
	err = run.Run(t.Context(), append([]string{"run"}, args...))
	return s, err
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
		if err != nil || q.Policy.Goal != test.want {
			t.Errorf("run %q has the goal %+v, %v, want %+v", test.args, q.Policy.Goal, err, test.want)
		}
	}
	for _, flag := range []string{"-alpha", "-margin", "-precision"} {
		for _, value := range []string{"0", "0%", "-1%", "1", "100%", "2", "NaN", "Inf", "%", "", "2%%", "a little"} {
			var bad *option.Error
			if q, err := typed(t, flag+"="+value); !errors.As(err, &bad) {
				t.Errorf("run %s=%s has the goal %+v, %v, want wrong usage", flag, value, q.Policy.Goal, err)
			}
		}
	}
}

// TestSpec holds the values of a command line without flags, and with.
func TestSpec(t *testing.T) {
	s, err := typed(t)
	if want := session.Default(); err != nil || fmt.Sprintf("%+v", s) != fmt.Sprintf("%+v", want) {
		t.Errorf("run without flags is %+v, %v, want %+v", s, err, want)
	}
	s, err = typed(t, "-program", "mine", "-timeout", "5s", "-max-time", "10s", "-pages", "huge", "-count", "8", "-sizes", "64", "-passes", "0,2", "-axis", "cache=cold", "A", "B")
	if err != nil || s.From != (session.Origin{Program: "mine", Limit: 5 * time.Second}) || s.Conditions.Pages != launch.HugePages ||
		s.Policy.MaxTime != 10*time.Second || !s.Policy.Strict || s.Policy.Count != 8 ||
		fmt.Sprint(s.Select) != "{[A B]  [64B] [0 2] [{cache [cold] false}] false}" {
		t.Errorf("run with flags is %+v, %v", s, err)
	}
	for _, args := range [][]string{{"-count", "0"}, {"-peaks", "-1"}, {"-pages", "some"}, {"-sizes", "x"}, {"-passes", "-1"}, {"-axis", "size=4"}} {
		if _, err := typed(t, args...); !option.Is(err) {
			t.Errorf("run %q: %v, want wrong usage", args, err)
		}
	}
}
