package gotest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/procgroup"
)

// Binary is a test binary.
type Binary struct {
	Path  string
	Dir   string        // of its package, in which it runs
	Env   []string      // beside that of this process
	Procs int           // GOMAXPROCS
	Limit time.Duration // how long it may print nothing until it counts as hung; 0 means a minute
}

// name is how testing prints a benchmark's name.
func (b Binary) name(name string) string {
	if b.Procs == 1 {
		return name
	}
	return name + "-" + strconv.Itoa(b.Procs)
}

// printed is what a process left.
type printed struct {
	out  []byte
	said string // to standard error, or why it ended
	wall time.Duration
	err  error // nil where it ended well
	hung bool
}

// mostOutput is how much a launch may print.
const mostOutput = 64 << 20

// errOutput is that a benchmark prints without end.
var errOutput = fmt.Errorf("it printed more than %d MiB", mostOutput>>20)

// exec runs the binary.
func (b Binary) exec(ctx context.Context, args ...string) printed {
	limit := b.Limit
	if limit == 0 {
		limit = time.Minute
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silence := time.AfterFunc(limit, func() { cancel(errHung) })
	defer silence.Stop()
	args = append([]string{"-test.run=^$", "-test.paniconexit0", "-test.benchmem", "-test.cpu=" + strconv.Itoa(b.Procs)}, args...)
	cmd := exec.CommandContext(ctx, b.Path, args...)
	cmd.Dir = b.Dir
	cmd.Env = append(cmd.Environ(), b.Env...)
	out := &output{beat: func() { silence.Reset(limit) }, full: func() { cancel(errOutput) }}
	said := &head{most: 16 << 10}
	wall, err := procgroup.Run(cmd, out, said)
	p := printed{out: out.Bytes(), said: strings.TrimSpace(said.String()), wall: wall, err: err}
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errHung):
		p.hung, p.said = true, fmt.Sprintf("it did not end: nothing was heard of it for %s (-timeout gives it longer)", limit)
	case errors.Is(cause, errOutput):
		p.said = errOutput.Error()
	case cause != nil:
		p.err = cause
	case err != nil && p.said == "":
		p.said = err.Error()
	}
	return p
}

var errHung = errors.New("hung")

// output keeps what is printed, up to a limit.
type output struct {
	bytes.Buffer
	beat, full func()
}

// Write implements io.Writer.
func (o *output) Write(p []byte) (int, error) {
	o.beat()
	if o.Len()+len(p) > mostOutput {
		o.full()
		return len(p), nil
	}
	return o.Buffer.Write(p)
}

// head keeps the beginning of what is printed.
type head struct {
	strings.Builder
	most int
}

// Write implements io.Writer.
func (h *head) Write(p []byte) (int, error) {
	h.Builder.Write(p[:min(len(p), max(0, h.most-h.Len()))])
	return len(p), nil
}
