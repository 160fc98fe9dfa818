package gotest

import (
	"fmt"
	"os"
	"os/exec"
)

// turn is this process's end of the pipes that tell another process its turns. Use it
// in one goroutine.
type turn struct {
	giving, asking *os.File
	child          [2]*os.File // the other ends, until the process is started
}

// newTurn opens the pipes. Close them after use.
func newTurn() (*turn, error) {
	t := &turn{}
	var err error
	if t.child[0], t.giving, err = os.Pipe(); err != nil {
		return nil, fmt.Errorf("take turns with a process: %w", err)
	}
	if t.asking, t.child[1], err = os.Pipe(); err != nil {
		t.close()
		return nil, fmt.Errorf("take turns with a process: %w", err)
	}
	// A blocking read wakes one thread. A read through the runtime's poller wakes
	// several: they look for work and disturb the benchmark.
	t.asking.Fd()
	return t, nil
}

// attach gives the other ends to a command. The command must not be started yet, and
// must not have extra files.
func (t *turn) attach(cmd *exec.Cmd) {
	cmd.ExtraFiles = t.child[:]
	cmd.Env = append(cmd.Environ(), "BUFBENCH_TURNS=1")
}

// started closes the other ends in this process, once the command is started.
func (t *turn) started() {
	for _, f := range t.child {
		f.Close()
	}
}

// wait waits until the process asks for its next turn, and reports whether the process
// has garbage to collect. It is not ok if the process has ended.
func (t *turn) wait() (garbage, ok bool) {
	var asked [1]byte
	n, err := t.asking.Read(asked[:])
	return asked[0] != 0, n == 1 && err == nil
}

// purpose is what a process does in a turn.
type purpose byte

// The purposes, with the numbers that the hooks know.
const (
	takeSample purpose = iota
	collectGarbage
)

// anyProcessor leaves the choice of a processor to the system.
const anyProcessor = 1<<16 - 1

// give gives the waiting process a turn on a processor. If the process has ended, give
// does nothing.
func (t *turn) give(cpu int, p purpose) { t.giving.Write([]byte{byte(cpu), byte(cpu >> 8), byte(p)}) }

// close closes all open ends. A process that waits for a turn exits then.
func (t *turn) close() {
	t.started()
	t.giving.Close()
	t.asking.Close()
}
