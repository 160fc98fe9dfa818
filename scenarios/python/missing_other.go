//go:build !cpython || !cgo

package python

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// versions are none: this program was built without CPython.
func versions() []bench.Version { return nil }

// blocks are not counted: this program was built without CPython.
func blocks() (n int64, known bool) { return 0, false }

// Probes are none: this program was built without CPython.
func Probes() []reference.Candidate { return nil }
