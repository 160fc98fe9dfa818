//go:build !unix

package runner

import (
	"errors"
	"os"
)

// quit reports that there is no such signal here.
func quit(*os.Process) error { return errors.ErrUnsupported }
