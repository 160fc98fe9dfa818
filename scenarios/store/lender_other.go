//go:build !go1.27 || race || asan

package store

import "github.com/bufbench/bufbench/bench"

// lenders has no arm: before Go 1.27 rows cannot scan their columns.
func lenders() []bench.Arm[*table] { return nil }
