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

	"github.com/bufbench/bufbench/internal/host/procfs"
	"github.com/bufbench/bufbench/internal/host/procgroup"
)

// Binary is a test binary.
type Binary struct {
	Path  string
	Dir   string        // of its package; the binary runs there
	Env   []string      // beside the environment of this process
	Procs int           // GOMAXPROCS
	Args  []string      // for the program under test, behind the flags of package testing
	Limit time.Duration // after so much silence it counts as hung, unless it computes for as long; 0 means a minute

	broken error // why it cannot be started
}

// name returns the name of a benchmark as package testing prints it.
func (b Binary) name(name string) string {
	if b.Procs == 1 {
		return name
	}
	return name + "-" + strconv.Itoa(b.Procs)
}

// ending is the end of a process, with its output.
type ending struct {
	out  []byte
	said string // to standard error, or why it ended
	wall time.Duration
	cpu  time.Duration
	err  error // nil if it ended well
	hung bool
}

// mostOutput is the maximum output of a launch.
const mostOutput = 64 << 20

// errOutput ends a benchmark that prints without end.
var errOutput = fmt.Errorf("it printed more than %d MiB", mostOutput>>20)

// exec runs the binary.
func (b Binary) exec(ctx context.Context, args ...string) ending {
	return b.begin(ctx, nil, args...).end()
}

// child is a started test binary.
type child struct {
	process *procgroup.Process // nil if it did not start
	failure error              // why it did not
	ctx     context.Context
	cancel  context.CancelCauseFunc
	limit   time.Duration
	quiet   silence
	timer   *time.Timer // of the silence
	out     *output
	said    *head
}

// begin starts the binary. The function with may change the command before; it may be
// nil.
func (b Binary) begin(ctx context.Context, with func(*exec.Cmd), args ...string) *child {
	r := &child{limit: b.Limit, said: &head{most: 16 << 10}}
	if r.limit == 0 {
		r.limit = time.Minute
	}
	r.ctx, r.cancel = context.WithCancelCause(ctx)
	r.quiet = silence{limit: r.limit, used: r.used}
	started := make(chan struct{})
	defer close(started)
	r.timer = time.AfterFunc(r.limit, func() {
		<-started
		if wait := r.quiet.look(); wait > 0 {
			r.timer.Reset(wait)
			return
		}
		r.cancel(errHung)
	})
	r.out = &output{beat: r.beat, full: func() { r.cancel(errOutput) }}
	args = append([]string{"-test.run=^$", "-test.paniconexit0", "-test.benchmem", "-test.cpu=" + strconv.Itoa(b.Procs)}, args...)
	cmd := exec.CommandContext(r.ctx, b.Path, append(args, b.Args...)...)
	cmd.Dir = b.Dir
	cmd.Env = append(cmd.Environ(), b.Env...)
	if with != nil {
		with(cmd)
	}
	if r.failure = b.broken; r.failure == nil {
		r.process, r.failure = procgroup.Start(cmd, r.out, r.said)
	}
	return r
}

// beat notes that the process is alive.
func (r *child) beat() {
	r.quiet.heard()
	r.timer.Reset(r.limit)
}

// used is the processor time of the process so far.
func (r *child) used() (time.Duration, bool) {
	if r.process == nil {
		return 0, false
	}
	return procfs.Processor("/", r.process.ID())
}

// end waits until the process has ended.
func (r *child) end() ending {
	defer r.cancel(nil)
	defer r.timer.Stop()
	p := ending{err: r.failure}
	if r.process != nil {
		p.wall, p.err = r.process.Wait()
		p.cpu = r.process.CPU()
	}
	p.out, p.said = r.out.Bytes(), strings.TrimSpace(r.said.String())
	switch cause := context.Cause(r.ctx); {
	case errors.Is(cause, errHung):
		p.hung, p.said = true, fmt.Sprintf("it did not end: nothing was heard of it for %s (a longer timeout allows it)", r.limit)
	case errors.Is(cause, errOutput):
		p.said = errOutput.Error()
	case cause != nil:
		p.err = cause
	case p.err != nil && p.said == "":
		p.said = p.err.Error()
	}
	return p
}

var errHung = errors.New("hung")

// output keeps the output of a process, up to a limit.
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

// head keeps the beginning of a text.
type head struct {
	strings.Builder
	most int
}

// Write implements io.Writer.
func (h *head) Write(p []byte) (int, error) {
	h.Builder.Write(p[:min(len(p), max(0, h.most-h.Len()))])
	return len(p), nil
}
