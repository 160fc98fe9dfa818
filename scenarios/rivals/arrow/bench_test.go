package arrow

import (
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/scenarios/rivals/rules"
)

func BenchmarkArrowC(b *testing.B) { benchtest.Run(b, ArrowC) }

func TestRules(t *testing.T) { rules.Check(t, ArrowC) }

func TestProof(t *testing.T) { benchtest.Prove(t, ArrowC) }
