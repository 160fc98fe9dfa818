//go:build !linux

package kernel

import "github.com/bufbench/bufbench/internal/measure/reference"

// faultProbes are none: how pages are given back is known for Linux only.
func faultProbes() []reference.Candidate { return nil }
