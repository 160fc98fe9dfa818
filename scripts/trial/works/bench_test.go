package works_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/scripts/trial/works"
)

// BenchmarkPlanted is what a person would run: both arms of every work.
func BenchmarkPlanted(b *testing.B) {
	for _, w := range works.All() {
		b.Run(w.Name, func(b *testing.B) { benchtest.Run(b, w) })
	}
}
