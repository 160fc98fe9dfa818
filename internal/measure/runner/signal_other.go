//go:build !unix

package runner

import (
	"errors"
	"os"
	"os/exec"
)

// apart has nothing to do where there are no process groups.
func apart(*exec.Cmd) {}

// quit reports that there is no such signal here.
func quit(*os.Process) error { return errors.ErrUnsupported }
