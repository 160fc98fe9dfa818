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

// Reap kills what is left of the group of a command that has ended.
func Reap(cmd *exec.Cmd) {
	if cmd.Process != nil {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	}
}
