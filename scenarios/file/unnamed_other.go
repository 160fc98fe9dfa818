//go:build !linux

package file

import "os"

// unnamed returns a file without a name.
func unnamed(dir string) (*os.File, error) { return removed(dir) }
