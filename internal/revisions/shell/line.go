package shell

import (
	"context"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/procgroup"
)

// Result is the result of one run of a command line.
type Result struct {
	Wall, CPU time.Duration
	Said      string // the end of its output, in one line
}

// Run runs a command line in a folder, with variables beside the environment of this
// process. Its standard input is empty. The line goes to the shell unless it consists of
// plain words.
func Run(ctx context.Context, line, dir string, env []string) (r Result, err error) {
	args := words(line)
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), env...)
	said := &tail{most: 4 << 10}
	r.Wall, err = procgroup.Run(cmd, nil, said)
	r.Said = said.String()
	if cmd.ProcessState != nil {
		r.CPU = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	return r, err
}

// simple matches command lines without any syntax of a shell but spaces.
var simple = regexp.MustCompile(`^[\w./:,+@%=-]+( +[\w./:,+@%=-]+)*$`)

// words returns the arguments that run a line.
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
