package ab

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

	"github.com/bufbench/bufbench/internal/alternate"
	"github.com/bufbench/bufbench/internal/procgroup"
	"github.com/bufbench/bufbench/internal/result"
)

// CommandName is what a comparison of two commands is called.
const CommandName = "BenchmarkCommand"

// Commands is two command lines, each launched whole. A line goes to the shell
// unless it has words only. What it prints is dropped, and its standard input is
// empty.
type Commands struct {
	Lines   [2]string
	Dir     string
	Env     []string // beside that of this process
	Limit   time.Duration
	Failing bool // whether it may end with another exit code than 0
}

// Group is the commands as something to measure in turn.
func (c Commands) Group() alternate.Group {
	return alternate.Group{Names: []string{CommandName}, Pair: alternate.Launches(func(ctx context.Context, side alternate.Side, _ int, _ []string) (alternate.Launched, error) {
		values, why, err := c.launch(ctx, side)
		return alternate.Single(CommandName, 1, values, why), err
	})}
}

// launch runs one of the commands. Why it has no values is a failure of that
// command; the error is that ctx ended.
func (c Commands) launch(ctx context.Context, side alternate.Side) (values []result.Value, why string, err error) {
	limit := c.Limit
	if limit == 0 {
		limit = time.Hour
	}
	timed, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	args := words(c.Lines[side])
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
		return nil, fmt.Sprintf("%q did not end within %s (-timeout gives it longer)", c.Lines[side], limit), nil
	case errors.As(err, &code) && c.Failing:
	case err != nil:
		return nil, strings.TrimSpace(fmt.Sprintf("%q ended with %v (-ignore-failure allows it) %s", c.Lines[side], err, said)), nil
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
