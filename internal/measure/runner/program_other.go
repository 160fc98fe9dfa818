//go:build !linux

package runner

import (
	"fmt"
	"os"
)

// stamp is of no use where only a path can be started: what is there is read
// before each start.
type stamp struct{}

func stampOf(*os.File) stamp { return stamp{} }

func held(f *os.File) string { return f.Name() }

func canStart(*os.File) bool { return false }

// Self holds this program. It must be called before another can have taken its
// place.
func Self() (*Program, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program to start children of it: %w", err)
	}
	return Hold(path)
}
