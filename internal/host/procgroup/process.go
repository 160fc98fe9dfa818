package procgroup

import (
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

// Process is a command that was started apart (see [Apart]).
type Process struct {
	cmd     *exec.Cmd
	began   time.Time
	open    []*os.File // ends from which what it prints is copied
	copying sync.WaitGroup
	ended   chan struct{} // closed when the command has
}

const (
	// pause is how long output waits. A reader woken by every line disturbs the
	// command.
	pause = 20 * time.Millisecond
	// much output does not wait: a pipe holds 64 KiB, as a rule.
	much = 16 << 10
)

// Start starts a command apart, and copies its output until it ends. The command has a
// context. Either writer may be nil. Wait must be called.
func Start(cmd *exec.Cmd, stdout, stderr io.Writer) (*Process, error) {
	Apart(cmd)
	p := &Process{cmd: cmd, ended: make(chan struct{})}
	// Files, so that Wait ends with the process.
	out, err := p.redirect(stdout)
	if err != nil {
		return nil, err
	}
	said, err := p.redirect(stderr)
	if err == nil {
		if out != nil {
			cmd.Stdout = out
		}
		if said != nil {
			cmd.Stderr = said
		}
		p.began = time.Now()
		err = cmd.Start()
	}
	closeAll(out, said)
	if err != nil {
		p.copied()
		return nil, err
	}
	return p, nil
}

// redirect returns a file; everything written to it goes on to a writer.
func (p *Process) redirect(to io.Writer) (*os.File, error) {
	if to == nil {
		return nil, nil
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	p.open = append(p.open, r)
	p.copying.Go(func() { p.copy(to, r) })
	return w, nil
}

// copy copies what is printed, in large pieces as far as may be.
func (p *Process) copy(to io.Writer, from io.Reader) {
	piece := make([]byte, 2*much)
	for {
		n, err := from.Read(piece)
		to.Write(piece[:n])
		switch {
		case err != nil:
			return
		case n < much:
			select {
			case <-p.ended:
			case <-time.After(pause):
			}
		}
	}
}

// copied waits for what was printed. Who holds an output open is given up after a
// second.
func (p *Process) copied() {
	close(p.ended)
	for _, r := range p.open {
		r.SetReadDeadline(time.Now().Add(time.Second))
	}
	p.copying.Wait()
	closeAll(p.open...)
}

// Wait waits until the command has ended. Wall is how long the command took, without
// the processes that it left behind. Those of its group are killed, and an output held
// open by others is given up after a second.
func (p *Process) Wait() (wall time.Duration, err error) {
	err = p.cmd.Wait()
	wall = time.Since(p.began)
	Reap(p.cmd)
	p.copied()
	return wall, err
}

// ID is the number of the process.
func (p *Process) ID() int { return p.cmd.Process.Pid }

// CPU is the processor time that the command took, after [Process.Wait]; 0 if it is not
// known.
func (p *Process) CPU() time.Duration {
	if p.cmd.ProcessState == nil {
		return 0
	}
	return p.cmd.ProcessState.UserTime() + p.cmd.ProcessState.SystemTime()
}

// Run runs a command: [Start] and [Process.Wait].
func Run(cmd *exec.Cmd, stdout, stderr io.Writer) (wall time.Duration, err error) {
	p, err := Start(cmd, stdout, stderr)
	if err != nil {
		return 0, err
	}
	return p.Wait()
}

// closeAll closes files that are there and not closed yet.
func closeAll(files ...*os.File) {
	for _, f := range files {
		if f != nil {
			f.Close()
		}
	}
}
