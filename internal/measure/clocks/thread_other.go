//go:build !linux

package clocks

import "github.com/bufbench/bufbench/internal/measure/loop"

// ofThread has no clocks beside the wall clock.
func ofThread() loop.Clocks { return loop.Clocks{} }

// ofProcess has none either.
func ofProcess() loop.Clocks { return loop.Clocks{} }
