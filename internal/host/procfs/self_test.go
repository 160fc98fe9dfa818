package procfs

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

const mib = 1 << 20

func TestReadChars(t *testing.T) {
	tests := []struct {
		name string
		tree files
		want uint64
		ok   bool
	}{
		{"counted", files{"proc/self/io": "rchar: 6976\nwchar: 12\nsyscr: 10"}, 6976, true},
		{"no file", nil, 0, false},
		{"no entry", files{"proc/self/io": "wchar: 3"}, 0, false},
		{"garbage", files{"proc/self/io": "rchar: many"}, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := ReadChars(tt.tree.grow(t)); got != tt.want || ok != tt.ok {
				t.Errorf("ReadChars = %d, %t, want %d, %t", got, ok, tt.want, tt.ok)
			}
		})
	}
}

func TestCalls(t *testing.T) {
	for _, tt := range []struct {
		name, io string
		want     uint64
		ok       bool
	}{
		{"both", "rchar: 1\nsyscr: 10\nsyscw: 4\nread_bytes: 9", 14, true},
		{"one", "syscr: 10", 10, false},
		{"garbage", "syscr: 10\nsyscw: few", 10, false},
	} {
		if got, ok := Calls(files{"proc/self/io": tt.io}.grow(t)); got != tt.want || ok != tt.ok {
			t.Errorf("%s: Calls = %d, %t, want %d, %t", tt.name, got, ok, tt.want, tt.ok)
		}
	}
	if _, ok := Calls(files{}.grow(t)); ok {
		t.Error("without the file, calls are known")
	}
}

// TestReadCharsHere reads a megabyte and expects it to be counted.
func TestReadCharsHere(t *testing.T) {
	before, ok := ReadChars("/")
	if !ok {
		t.Skip("the kernel does not count reading")
	}
	name := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(name, bytes.Repeat([]byte("x"), mib), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadFile(name); err != nil {
		t.Fatal(err)
	}
	if after, _ := ReadChars("/"); after-before < mib || after-before > mib+64<<10 {
		t.Errorf("ReadChars grew by %d, want about %d", after-before, mib)
	}
}

func TestHugeBytes(t *testing.T) {
	const kib = 1 << 10
	tests := []struct {
		name string
		tree files
		want uint64
		ok   bool
	}{
		{"all kinds", files{"proc/self/smaps_rollup": `55d0-7ffe ---p 00000000 00:00 0                  [rollup]
Rss:                3140 kB
Anonymous:          2048 kB
AnonHugePages:      4096 kB
ShmemPmdMapped:     2048 kB
FilePmdMapped:      1024 kB
Shared_Hugetlb:        8 kB`}, 7168 * kib, true},
		{"an older kernel", files{"proc/self/smaps_rollup": "Rss: 8 kB\nAnonHugePages: 2048 kB"}, 2048 * kib, true},
		{"none", files{"proc/self/smaps_rollup": "AnonHugePages: 0 kB"}, 0, true},
		{"no file", nil, 0, false},
		{"no entry", files{"proc/self/smaps_rollup": "Rss: 8 kB"}, 0, false},
		{"garbage", files{"proc/self/smaps_rollup": "AnonHugePages: many"}, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := HugeBytes(tt.tree.grow(t)); got != tt.want || ok != tt.ok {
				t.Errorf("HugeBytes = %d, %t, want %d, %t", got, ok, tt.want, tt.ok)
			}
		})
	}
}

// TestKilobytesOf: what the kernel says in entries of kB.
func TestKilobytesOf(t *testing.T) {
	const rollup, status = "proc/self/smaps_rollup", "proc/self/status"
	tests := []struct {
		name string
		of   func(root string) (uint64, bool)
		tree files
		want uint64
		ok   bool
	}{
		{"resident", Resident, files{rollup: "55d0-7ffe ---p 00000000 00:00 0 [rollup]\nRss:                3140 kB\nPss:  2000 kB\nSwap: 8 kB"}, 3140 << 10, true},
		{"nothing is resident", Resident, files{rollup: "Rss: 0 kB"}, 0, true},
		{"resident, no file", Resident, nil, 0, false},
		{"resident, no entry", Resident, files{rollup: "Pss: 8 kB"}, 0, false},
		{"resident, garbage", Resident, files{rollup: "Rss: many"}, 0, false},
		{"resident, no unit", Resident, files{rollup: "Rss: 8"}, 0, false},
		{"mapped", Mapped, files{status: "Name:\tx\nVmPeak:\t 9 kB\nVmSize:\t    1234 kB\nVmRSS:\t 8 kB"}, 1234 << 10, true},
		{"mapped, no file", Mapped, nil, 0, false},
		{"mapped, no entry", Mapped, files{status: "VmPeak: 8 kB"}, 0, false},
		{"mapped, no unit", Mapped, files{status: "VmSize: 8"}, 0, false},
		{"peak", Peak, files{status: "VmSize:\t 9 kB\nVmHWM:\t    1234 kB\nVmRSS:\t 8 kB"}, 1234 << 10, true},
		{"peak, no file", Peak, nil, 0, false},
		{"peak, no entry", Peak, files{status: "VmRSS: 8 kB"}, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := tt.of(tt.tree.grow(t)); ok != tt.ok || ok && got != tt.want {
				t.Errorf("it is %d, %t, want %d, %t", got, ok, tt.want, tt.ok)
			}
		})
	}
}

func TestMappedHere(t *testing.T) {
	if got, ok := Mapped("/"); ok && got < mib {
		t.Errorf("Mapped here = %d, want more than 1 MiB", got)
	}
}

// TestResidentHere touches some memory and expects it to be counted once it is
// touched, and not before.
func TestResidentHere(t *testing.T) {
	const size, slack = 64 * mib, 8 * mib
	debug.FreeOSMemory() // or what another test touched is allocated again
	before, ok := Resident("/")
	if !ok {
		t.Skip("the kernel does not say how much memory a process has")
	}
	p := make([]byte, size)
	untouched, _ := Resident("/")
	for i := 0; i < len(p); i += 4096 {
		p[i] = 1
	}
	after, _ := Resident("/")
	runtime.KeepAlive(p)
	if untouched > before+slack || after < untouched+size-slack {
		t.Errorf("Resident was %d, %d with %d bytes more that nobody touched, and %d when they were touched", before, untouched, size, after)
	}
}

func TestResetPeak(t *testing.T) {
	tree := files{"proc/self/clear_refs": ""}.grow(t)
	if err := ResetPeak(tree); err != nil {
		t.Fatal(err)
	}
	if got, err := Tree(tree).Read("proc/self/clear_refs"); !strings.HasPrefix(got, "5") || err != nil {
		t.Errorf("ResetPeak wrote %q, %v, want 5", got, err)
	}
	for _, no := range []files{nil, {"proc/self/clear_refs/here": "a folder"}} {
		if err := ResetPeak(no.grow(t)); err == nil || !strings.Contains(err.Error(), "clear_refs") {
			t.Errorf("ResetPeak of %v: %v, want an error that names the file", no, err)
		}
	}
}
