package store

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/procfs"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// places are the scenarios that have files, each with an arm that fails and one that panics.
func places() map[string][]bench.Scenario {
	return map[string][]bench.Scenario{
		"StoreGet":     {StoreGet, with(StoreGet, failing[*pages]()), with(StoreGet, panicking[*pages]())},
		"SQLiteColumn": {SQLiteColumn, with(SQLiteColumn, failing[*table]()), with(SQLiteColumn, panicking[*table]())},
	}
}

func failing[S any]() bench.Arm[S] {
	return bench.Arm[S]{Name: "fails", Open: func(*bench.Block, S) (bench.Op, error) { return bench.Op{}, fmt.Errorf("no") }}
}

func panicking[S any]() bench.Arm[S] {
	return bench.Arm[S]{Name: "panics", Open: func(*bench.Block, S) (bench.Op, error) {
		return bench.Op{Run: func(int) uint64 { panic("no") }}, nil
	}}
}

// panicOf is the text of a panic; empty without one.
func panicOf(f func()) (text string) {
	defer func() {
		if p := recover(); p != nil {
			text = fmt.Sprint(p)
		}
	}()
	f()
	return ""
}

// TestNothingIsLeft: after a block is closed its files, their descriptors and its goroutines
// are gone, also if an arm could not be opened or panicked in the middle.
func TestNothingIsLeft(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	for name, all := range places() {
		for i, s := range all {
			if ready := s.Describe().Ready; ready != nil && bench.Skipped(ready()) != nil {
				continue
			}
			files, goroutines := descriptors(), runtime.NumGoroutine()
			c := bench.Case{Size: 5000, Passes: 1, Axes: s.Describe().Grid.Cases()[0].Axes}
			b := bench.NewBlock(c, 1)
			ops, err := s.Open(b)
			if (err != nil) != (i == 1) {
				t.Fatalf("%s %d: Open = %v", name, i, err)
			}
			for _, op := range ops {
				panicOf(func() { op.Run(2) })
			}
			b.Close()
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Errorf("%s %d left %v in its folder, %v", name, i, left, err)
			}
			if now := descriptors(); now != files {
				t.Errorf("%s %d left %d open files", name, i, now-files)
			}
			if now := settled(goroutines); now > goroutines {
				t.Errorf("%s %d left %d goroutines", name, i, now-goroutines)
			}
		}
	}
}

// TestFilesStayInMemory: no operation has the system read a file, and proof finds nothing else
// in values of many pages.
func TestFilesStayInMemory(t *testing.T) {
	read := func() (uint64, bool) { return procfs.ReadChars("/") }
	for name, all := range places() {
		if ready := all[0].Describe().Ready; ready != nil && bench.Skipped(ready()) != nil {
			continue
		}
		c := bench.Case{Size: 300_000, Passes: 1, Axes: all[0].Describe().Grid.Cases()[0].Axes}
		evidence, err := proof.Prover{Seed: 1, ReadChars: read}.Case(all[0], c)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, e := range evidence {
			if e.Fault != "" {
				t.Errorf("%s, %s: %s", name, e.Arm, e.Fault)
			}
		}
	}
}

// descriptors counts the open files of this process; 0 where the system does not say.
func descriptors() int {
	all, _ := os.ReadDir("/proc/self/fd")
	return len(all)
}

// settled is the number of goroutines, once no more than want are left or none ends any more.
func settled(want int) int {
	for range 10_000 {
		if runtime.NumGoroutine() <= want {
			break
		}
		runtime.Gosched()
	}
	return runtime.NumGoroutine()
}

// TestRefused: a value that is too large is skipped with a size that fits, and a folder that
// is not there is an error that names it.
func TestRefused(t *testing.T) {
	huge := bench.NewBlock(bench.Case{Size: largest + 1, Passes: 1}, 1)
	defer huge.Close()
	if err := affordable(huge); bench.Skipped(err) == nil || bench.Skipped(err).Hint != "-sizes 256MiB" {
		t.Errorf("a value beyond the limit: %v, want a skip with the limit", err)
	}
	huge.Case.Size = largest
	if err := affordable(huge); err != nil {
		t.Errorf("a value at the limit: %v, want none", err)
	}
	t.Setenv("TMPDIR", "/dev/null/below")
	for name, all := range places() {
		if ready := all[0].Describe().Ready; ready != nil && bench.Skipped(ready()) != nil {
			continue
		}
		b := bench.NewBlock(bench.Case{Size: 64, Passes: 1, Axes: []bench.Axis{{Key: rows, Value: "1"}}}, 1)
		if _, err := all[0].Open(b); err == nil || !strings.Contains(err.Error(), "/dev/null/below") || !strings.Contains(err.Error(), "TMPDIR") {
			t.Errorf("%s below a file: %v, want an error that names the folder and TMPDIR", name, err)
		}
		b.Close()
	}
}
