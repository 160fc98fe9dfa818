package ab

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/revisions/shell"
)

// task returns the measurement of the commands.
func (c Commands) task(folder *scratch.Folder) *task {
	t := &task{label: label{sides: c.sides(), names: [2]string{"cmd", "cmd"}, turns: "launches"}}
	env := []string{folder.Env()}
	for _, of := range c.contests() {
		t.members = append(t.members, match.Benchmark{Name: of.name})
		t.groups = append(t.groups, match.Group{Names: []string{of.name}, Pair: c.pair(of, env)})
	}
	return t
}

// pair measures pairs of launches of a contest.
func (c Commands) pair(of contest, env []string) match.Pair {
	var launches [2]int
	return match.OneByOne(func(ctx context.Context, side match.Side, _ int, _ []string) (match.Reading, error) {
		for ; launches[side] < c.Warm; launches[side]++ {
			if _, why, err := c.launch(ctx, of.sides[side], env); err != nil || why != "" {
				return match.ReadingOf(of.name, 1, nil, why), err
			}
		}
		values, why, err := c.launch(ctx, of.sides[side], env)
		return match.ReadingOf(of.name, 1, values, why), err
	})
}

// launch prepares and runs a command. Why is a failure of either line. The error is the
// end of ctx.
func (c Commands) launch(ctx context.Context, of command, env []string) (values []result.Value, why string, err error) {
	if of.prepare != "" {
		if _, why, err := c.run(ctx, of.prepare, env, false); err != nil || why != "" {
			return nil, "prepare: " + why, err
		}
	}
	return c.run(ctx, of.line, env, c.Failing)
}

// run runs a command line and times it.
func (c Commands) run(ctx context.Context, line string, env []string, failing bool) (values []result.Value, why string, err error) {
	limit := cmp.Or(c.Timeout, time.Hour)
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	got, err := shell.Run(limited, line, c.Dir, env)
	var code *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, "", ctx.Err()
	case limited.Err() != nil:
		return nil, fmt.Sprintf("%q did not end within %s (a longer timeout allows it)", line, limit), nil
	case errors.As(err, &code) && failing:
	case err != nil:
		return nil, strings.TrimSpace(fmt.Sprintf("%q ended with %v (ignore failures to allow it) %s", line, err, got.Said)), nil
	}
	return []result.Value{{Unit: "ns/op", X: float64(got.Wall)}, {Unit: "cpu-ns/op", X: float64(got.CPU)}}, "", nil
}
