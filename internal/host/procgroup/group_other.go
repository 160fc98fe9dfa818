//go:build !unix

package procgroup

import "os/exec"

// Apart does nothing: there are no process groups. The command alone is killed
// when its context ends.
func Apart(*exec.Cmd) {}

// Reap does nothing.
func Reap(*exec.Cmd) {}

// Stop does nothing.
func (p *Process) Stop() {}

// Continue does nothing.
func (p *Process) Continue() {}
