//go:build unix

package runner

import (
	"os"
	"os/exec"
	"syscall"
)

// apart keeps a terminal's interrupt from the child: it is the parent's to
// handle, and a child that is just starting would die of it and be reported.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// quit asks a Go program to say where its goroutines are, and to end.
func quit(p *os.Process) error { return p.Signal(syscall.SIGQUIT) }
