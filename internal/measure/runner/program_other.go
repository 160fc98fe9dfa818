//go:build !linux

package runner

import (
	"fmt"
	"os"
)

// stamp is empty on systems that start programs by path only: the file is read before
// each start.
type stamp struct{}

func stampOf(*os.File) stamp { return stamp{} }

func held(f *os.File) string { return f.Name() }

func canStart(*os.File) bool { return false }

// Self holds this program. The caller calls it before another file can take its place.
func Self() (*Program, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program to start children of it: %w", err)
	}
	return Hold(path)
}
