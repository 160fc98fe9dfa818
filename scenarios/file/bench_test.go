package file_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
	"github.com/bufbench/bufbench/scenarios/file"
)

func BenchmarkFileRead(b *testing.B) { benchtest.Run(b, file.FileRead) }

func TestProof(t *testing.T) {
	t.Run("FileRead", func(t *testing.T) { benchtest.Prove(t, file.FileRead) })
}
