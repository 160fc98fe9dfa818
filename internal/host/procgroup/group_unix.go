//go:build unix

package procgroup

import (
	"os/exec"
	"syscall"
)

// Apart makes a command that is not started yet the head of a process group. All
// of the group is killed when the context of the command ends, and a terminal's
// interrupt does not reach it: that is this process's to handle.
func Apart(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}

// Reap kills the rest of the group of an ended command.
func Reap(cmd *exec.Cmd) {
	if cmd.Process != nil {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	}
}

// Stop stops all of the group, as far as it goes, until [Process.Continue]. A
// process that is stopped can be killed. On Linux the command itself is stopped, or
// has ended, when it returns.
func (p *Process) Stop() {
	syscall.Kill(-p.cmd.Process.Pid, syscall.SIGSTOP)
	stopped(p.cmd.Process.Pid)
}

// Continue has the group go on.
func (p *Process) Continue() { syscall.Kill(-p.cmd.Process.Pid, syscall.SIGCONT) }
