//go:build unix

package runner

import (
	"os"
	"os/exec"
	"syscall"
)

// apart keeps a terminal's interrupt from the child. The interrupt is the parent's to
// handle: a child that is just starting would die of it and be reported.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// quit asks a Go program to print its goroutines, and to end.
func quit(p *os.Process) error { return p.Signal(syscall.SIGQUIT) }
