//go:build linux && cgo

package main

// static void planted_nothing(void) {}
import "C"

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/budget"
)

// nativeCosts are an empty call into C.
func nativeCosts() []cost {
	return []cost{{"call", budget.Calls, bench.Cost{}, func(*bench.Block) (func(), error) {
		return func() { C.planted_nothing() }, nil
	}}}
}
