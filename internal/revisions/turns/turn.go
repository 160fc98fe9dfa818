package turns

import (
	"fmt"
	"os"
	"os/exec"
)

// Any is a processor of no matter which number.
const Any = 1<<16 - 1

// Turn is this process's end of what tells another one its turns. It is for one
// goroutine.
type Turn struct {
	give, asked *os.File
	child       [2]*os.File // until it is started
}

// New makes the two ends. Close them after use.
func New() (*Turn, error) {
	t := &Turn{}
	var err error
	if t.child[0], t.give, err = os.Pipe(); err != nil {
		return nil, fmt.Errorf("take turns with a process: %w", err)
	}
	if t.asked, t.child[1], err = os.Pipe(); err != nil {
		t.Close()
		return nil, fmt.Errorf("take turns with a process: %w", err)
	}
	// A read that blocks wakes one thread. One that the runtime polls for wakes
	// several, which look for work beside what is being measured.
	t.asked.Fd()
	return t, nil
}

// Attach gives the other end to a command that is not started and has no extra
// files.
func (t *Turn) Attach(cmd *exec.Cmd) {
	cmd.ExtraFiles = t.child[:]
	cmd.Env = append(cmd.Environ(), "BUFBENCH_TURNS=1")
}

// Started gives up what the command, which was started, has now.
func (t *Turn) Started() {
	for _, f := range t.child {
		f.Close()
	}
}

// Wait waits until the process wants its next turn, and reports whether it has
// garbage to collect. It is not ok where it wants none any more: it has ended.
func (t *Turn) Wait() (garbage, ok bool) {
	var asked [1]byte
	n, err := t.asked.Read(asked[:])
	return asked[0] != 0, n == 1 && err == nil
}

// Purpose is what a turn is for.
type Purpose byte

// The purposes, as the hooks know them.
const (
	Sample  Purpose = iota
	Collect         // garbage
)

// Give gives the process, which waits, a turn on a processor. One that has ended
// meanwhile gets none.
func (t *Turn) Give(cpu int, p Purpose) { t.give.Write([]byte{byte(cpu), byte(cpu >> 8), byte(p)}) }

// Close closes both ends, as far as they are open. A process that waits for a turn
// exits.
func (t *Turn) Close() {
	t.Started()
	t.give.Close()
	t.asked.Close()
}
