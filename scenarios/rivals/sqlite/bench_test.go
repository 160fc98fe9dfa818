package sqlite

import (
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/scenarios/rivals/rules"
)

func BenchmarkSQLiteC(b *testing.B) { benchtest.Run(b, SQLiteC) }

func TestRules(t *testing.T) { rules.Check(t, SQLiteC) }

func TestProof(t *testing.T) { benchtest.Prove(t, SQLiteC) }
