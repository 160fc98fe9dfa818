//go:build unix

package gotest_test

import (
	"runtime"
	"strings"
	"testing"
)

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
