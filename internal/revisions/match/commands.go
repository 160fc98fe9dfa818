package match

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/procgroup"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
)

// CommandName is what a comparison of two commands is called. That of several has
// sub-names.
const CommandName = "BenchmarkCommand"

// Command is a command line that is launched whole. It goes to the shell unless it has
// words only. What it prints is dropped, and its standard input is empty.
type Command struct {
	Line    string
	Prepare string // a line that runs before each launch and is not timed; empty is none
}

// Contest is two commands, the base first.
type Contest struct {
	Name  string // of a benchmark, without blanks
	Sides [2]Command
}

// Commands is how contests are measured.
type Commands struct {
	Contests []Contest
	Dir      string
	Env      []string // beside that of this process
	Limit    time.Duration
	Warm     int  // launches of each command before the first that counts
	Failing  bool // whether a command may end with another exit code than 0
}

// Groups are the contests as something to measure in turn.
func (c Commands) Groups() (all []alternate.Group) {
	for _, of := range c.Contests {
		var launches [2]int
		all = append(all, alternate.Group{Names: []string{of.Name}, Pair: alternate.Launches(func(ctx context.Context, side alternate.Side, _ int, _ []string) (alternate.Launched, error) {
			for ; launches[side] < c.Warm; launches[side]++ {
				if _, why, err := c.launch(ctx, of.Sides[side]); err != nil || why != "" {
					return alternate.Single(of.Name, 1, nil, why), err
				}
			}
			values, why, err := c.launch(ctx, of.Sides[side])
			return alternate.Single(of.Name, 1, values, why), err
		})})
	}
	return all
}

// launch prepares and runs a command. Why it has no values is a failure of one of them;
// the error is that ctx ended.
func (c Commands) launch(ctx context.Context, of Command) (values []result.Value, why string, err error) {
	if of.Prepare != "" {
		if _, why, err := c.run(ctx, of.Prepare, false); err != nil || why != "" {
			return nil, "prepare: " + why, err
		}
	}
	return c.run(ctx, of.Line, c.Failing)
}

// run runs a command line and times it.
func (c Commands) run(ctx context.Context, line string, failing bool) (values []result.Value, why string, err error) {
	limit := c.Limit
	if limit == 0 {
		limit = time.Hour
	}
	timed, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	args := words(line)
	cmd := exec.CommandContext(timed, args[0], args[1:]...)
	cmd.Dir = c.Dir
	cmd.Env = append(cmd.Environ(), c.Env...)
	said := &tail{most: 4 << 10}
	wall, err := procgroup.Run(cmd, nil, said)
	var code *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, "", ctx.Err()
	case timed.Err() != nil:
		return nil, fmt.Sprintf("%q did not end within %s (-timeout gives it longer)", line, limit), nil
	case errors.As(err, &code) && failing:
	case err != nil:
		return nil, strings.TrimSpace(fmt.Sprintf("%q ended with %v (-ignore-failure allows it) %s", line, err, said)), nil
	}
	values = []result.Value{{Unit: "ns/op", X: float64(wall)}}
	cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return append(values, result.Value{Unit: "cpu-ns/op", X: float64(cpu)}), "", nil
}

// simple is a command line that no shell would read otherwise than by its spaces.
var simple = regexp.MustCompile(`^[\w./:,+@%=-]+( +[\w./:,+@%=-]+)*$`)

// words are the arguments by which a line is run.
func words(line string) []string {
	line = strings.TrimSpace(line)
	first, _, _ := strings.Cut(line, " ")
	if simple.MatchString(line) && !strings.Contains(first, "=") {
		if _, err := exec.LookPath(first); err == nil { // it is no builtin
			return strings.Fields(line)
		}
	}
	if runtime.GOOS == "windows" {
		return []string{"cmd", "/c", line}
	}
	return []string{"sh", "-c", line}
}

// tail keeps the end of what is printed.
type tail struct {
	text bytes.Buffer
	most int
}

// Write implements io.Writer.
func (t *tail) Write(p []byte) (int, error) {
	t.text.Write(p)
	if over := t.text.Len() - t.most; over > 0 {
		t.text.Next(over)
	}
	return len(p), nil
}

// String is the end, in one line.
func (t *tail) String() string { return strings.Join(strings.Fields(t.text.String()), " ") }
