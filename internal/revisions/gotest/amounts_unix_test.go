//go:build unix

package gotest_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// testProfile: a profile is of as many operations as the benchmark did.
func testProfile(t *testing.T, tb table) {
	for name, want := range map[string]int64{"BenchmarkLoop": 3, "BenchmarkLog": 1 + 3, "BenchmarkSub/two": 1 + 3} {
		os.Remove(tb.shared)
		file := filepath.Join(t.TempDir(), "cpu.pb.gz")
		ops, err := tb.sides[0].Profile(t.Context(), name, 3, gotest.CPU, file)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := os.ReadFile(tb.shared)
		if err != nil {
			t.Fatal(err)
		}
		if n := int64(bytes.Count(lines, []byte("\n"))); ops != want || n != want {
			t.Errorf("%s: the profile is of %d operations, and %d were done, want %d", name, ops, n, want)
		}
		if left, err := filepath.Glob(file + ".*"); err != nil || len(left) > 0 {
			t.Errorf("%s: %v was left", name, left)
		}
	}
}

// testCount: system calls are counted per operation, without those of the set-up. A count
// that the system does not have is no zero.
func testCount(t *testing.T, tb table) {
	got, err := tb.sides[0].Count(t.Context(), "BenchmarkReads", 100)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "linux" {
		if got.Requests >= 0 || got.Faults >= 0 || got.Calls != 0 {
			t.Errorf("the counts are %+v, want none of the system", got)
		}
		return
	}
	if got.Requests < 1.9 || got.Requests > 2.1 || got.Bytes < 195 || got.Bytes > 215 || got.Calls != 0 || got.Faults < 0 {
		t.Errorf("the counts are %+v, want 2 system calls of 100 bytes", got)
	}
	if _, err := tb.sides[0].Count(t.Context(), "BenchmarkAbsent", 100); err == nil || !strings.Contains(err.Error(), "BenchmarkAbsent") {
		t.Errorf("of no benchmark the error is %v", err)
	}
}
