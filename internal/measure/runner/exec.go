package runner

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"

	"github.com/bufbench/bufbench/internal/host/jsonl"
	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// ErrStart is wrapped by the error of a [Launcher] that started no child. No case is
// to blame, and the run ends.
var ErrStart = errors.New("start a child")

// process is one child.
type process struct {
	cmd     *exec.Cmd
	limit   time.Duration
	started func() error // its error means that the wrong program was started
	hung    atomic.Bool
	said    head // what it wrote to standard error
}

// run gives the job, reads the answers and waits for the end. The child's standard
// input stays open meanwhile, because the child ends with it.
func (p *process) run(job launch.Job, receive func(launch.Message)) error {
	stdin, err := p.cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrStart, err)
	}
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrStart, err)
	}
	p.cmd.Stderr = &p.said
	apart(p.cmd)
	p.cmd.WaitDelay = 10 * time.Second // as that of package procgroup
	job.Version, job.Spawned = launch.Version, time.Now()
	if err := p.cmd.Start(); err != nil {
		var at *fs.PathError
		if errors.As(err, &at) {
			at.Path = p.cmd.Args[0] // not the number of an open file
		}
		return fmt.Errorf("%w: %w", ErrStart, err)
	}
	// A child that was killed, or that died, has removed nothing.
	defer func() { scratch.RemoveOf(p.cmd.Process.Pid) }()
	defer stdin.Close()
	if err := p.started(); err != nil {
		p.cmd.Process.Kill()
		p.cmd.Wait()
		return fmt.Errorf("%w: %w", ErrStart, err)
	}
	if err := json.NewEncoder(stdin).Encode(job); err != nil && !errors.Is(err, io.ErrClosedPipe) {
		p.cmd.Process.Kill()
	}
	silence := time.AfterFunc(p.limit, p.giveUp)
	defer silence.Stop()
	done, wrong := p.read(stdout, silence, receive)
	stdin.Close()
	if wrong != nil {
		p.cmd.Process.Kill()
	}
	return p.end(p.cmd.Wait(), done, wrong)
}

// answers limits the messages of a child. A launch of eight cases says about a
// megabyte.
var answers = jsonl.Limits{Line: 32 << 20, Values: 1 << 20, Total: 128 << 20}

// read hands the child's messages to receive until the child says no more. Each
// message puts off the end of the child's silence. read reports whether the child
// said Done. The error wrong is set if a message is one that no child sends.
func (p *process) read(stdout io.Reader, silence *time.Timer, receive func(launch.Message)) (done bool, wrong error) {
	lines := jsonl.NewReader(stdout, answers)
	for {
		var m launch.Message
		err := lines.Next(&m)
		if err == nil {
			err = m.Check()
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, os.ErrClosed): // it ended, perhaps within a line
			return done, nil
		case err != nil:
			return done, err
		}
		silence.Reset(p.limit)
		if m.Done {
			done = true
			continue
		}
		receive(m)
	}
}

// giveUp ends a child that hangs. If there is such a signal, it first has the Go
// program print where its goroutines are.
func (p *process) giveUp() {
	p.hung.Store(true)
	if quit(p.cmd.Process) == nil {
		time.AfterFunc(5*time.Second, func() { p.cmd.Process.Kill() }) // a busy machine prints slowly
		return
	}
	p.cmd.Process.Kill()
}

// end says how the child ended. The first line of its standard error tells more than a
// status.
func (p *process) end(err error, done bool, wrong error) error {
	switch {
	case p.hung.Load():
		return fmt.Errorf("it hung: no answer for %s (option timeout sets the limit)%s", p.limit, p.said.place())
	case wrong != nil:
		return fmt.Errorf("it answered what no child answers: %w", wrong)
	case done:
		return nil
	case err == nil:
		return errors.New("it ended before its job was done")
	}
	switch first := p.said.first(); {
	case strings.Contains(first, "out of memory"):
		return fmt.Errorf("it died: %w: %s (smaller sizes take less, or fewer goroutines)", err, first)
	case first != "":
		return fmt.Errorf("it died: %w: %s", err, first)
	}
	return fmt.Errorf("it died: %w", err)
}

// head keeps the beginning of what is written to it.
type head struct {
	mu   sync.Mutex
	text []byte
}

// Write implements io.Writer.
func (h *head) Write(p []byte) (int, error) {
	const most = 64 << 10
	h.mu.Lock()
	defer h.mu.Unlock()
	h.text = append(h.text, p[:min(len(p), most-len(h.text))]...)
	return len(p), nil
}

// place is where the first goroutine outside the runtime stands, from a dump of
// goroutines: ", last seen at file.go:12". It is empty without a dump.
func (h *head) place() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, dump, _ := strings.Cut(string(h.text), "goroutine 1 ")
	for line := range strings.Lines(dump) {
		path, _, _ := strings.Cut(strings.TrimSpace(line), " +0x")
		if strings.HasPrefix(line, "\t") && !strings.Contains(path, "/src/runtime/") && strings.Contains(path, ".go:") {
			return ", last seen at " + path[strings.LastIndexByte(path, '/')+1:]
		}
	}
	return ""
}

// first is the first line with a letter: some runtimes draw a rule above their report.
func (h *head) first() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	for line := range strings.Lines(string(h.text)) {
		if strings.ContainsFunc(line, unicode.IsLetter) {
			return strings.TrimSpace(line)
		}
	}
	return ""
}
