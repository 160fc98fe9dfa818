package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/host/process"
)

// TestStream: what cannot be printed is said, and the exit code is that of a failure,
// whatever the command has to say.
func TestStream(t *testing.T) {
	dir := t.TempDir()
	const head = "goos: linux\ngoarch: amd64\npkg: example.com/x\ncpu: A Processor\n"
	fast, slow := head+strings.Repeat("BenchmarkX 1000 5 ns/op\n", 12), head+strings.Repeat("BenchmarkX 1000 50 ns/op\n", 12)
	for name, text := range map[string]string{"fast.txt": fast, "slow.txt": slow} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	commands := [][]string{
		{"--help"},
		{"run", "--help"},
		{"list"},
		{"list", "-format", "json"},
		{"compare", "fast.txt", "fast.txt"},
		{"compare", "fast.txt", "slow.txt"},
		{"compare", "-format", "csv", "fast.txt", "slow.txt"},
		{"check", "-save", "main", "fast.txt"},
		{"check", "-baseline", "fast.txt", "slow.txt"},
		{"doctor"},
	}
	outputs := []struct{ name, redirect string }{{"closed", ">&-"}, {"full", ">/dev/full"}, {"broken", ""}}
	for _, output := range outputs {
		if output.name == "closed" && !process.SeesStdout || output.name == "full" && runtime.GOOS != "linux" {
			continue
		}
		for _, args := range commands {
			for _, silent := range []string{"", " 2>&-"} {
				t.Run(output.name+silent+" "+strings.Join(args, " "), func(t *testing.T) {
					cmd := exec.Command("sh", append([]string{"-c", `exec bufbench "$@" ` + output.redirect + silent, "sh"}, args...)...)
					var said bytes.Buffer
					cmd.Dir, cmd.Stderr, cmd.Stdout = dir, &said, unread(t)
					cmd.Run()
					if got := cmd.ProcessState.ExitCode(); got != exit.Failed {
						t.Errorf("it ended with %v, want %d: %s", cmd.ProcessState, exit.Failed, said.String())
					}
					if silent == "" && !strings.Contains(said.String(), "bufbench: write to standard output: ") {
						t.Errorf("it says %q, and nothing of standard output", said.String())
					}
				})
			}
		}
	}
}

// unread is a pipe that nobody reads.
func unread(t *testing.T) *os.File {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	t.Cleanup(func() { w.Close() })
	return w
}

// TestStreamVerdict: the verdict is said on standard error where its table is lost.
func TestStreamVerdict(t *testing.T) {
	lost := errors.New("lost")
	if err := exit.Printed(&exit.Verdict{Code: exit.Worse, Text: "1 worse of 1"}, lost); !errors.Is(err, lost) || !strings.Contains(err.Error(), "1 worse of 1") {
		t.Errorf("printed: %v", err)
	}
	if err := exit.Printed(nil, nil); err != nil {
		t.Errorf("printed(nil, nil) = %v", err)
	}
}

// TestStreamRun: a run whose reader goes away is measured to its end, and kept.
func TestStreamRun(t *testing.T) {
	dir := t.TempDir()
	cmd := exec.Command("bufbench", "run", "-results", "r", "-sizes", "64", "-passes", "1", "-count", "2", "-selftest=false", "SubSlice", "StringBytes")
	var said bytes.Buffer
	cmd.Dir, cmd.Stderr, cmd.Stdout = dir, &said, unread(t)
	cmd.Run()
	if got := cmd.ProcessState.ExitCode(); got != exit.Failed || !strings.Contains(said.String(), "standard output: write") {
		t.Errorf("it ended with %v: %s", cmd.ProcessState, said.String())
	}
	f, err := readFolder(filepath.Join(dir, "r"), false)
	if err != nil || copies(f) != 4 {
		t.Errorf("%d launches are kept, want 4: %v: %s", copies(f), err, said.String())
	}
}

// TestHangup: a hang-up that was ignored at the start, as by nohup, stays ignored.
func TestHangup(t *testing.T) {
	hangsUp(t)
	for _, ignored := range []bool{false, true} {
		shell, want := "", exit.Interrupted
		if ignored {
			shell, want = "trap '' HUP; ", exit.OK
		}
		cmd := exec.Command("sh", "-c", shell+"exec bufbench check -save main -")
		cmd.Dir = t.TempDir()
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := in.Write([]byte(strings.Repeat("# a comment\n", 20_000))); err != nil { // more than a pipe holds, so it reads
			t.Fatal(err)
		}
		if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
		if ignored {
			in.Write([]byte("BenchmarkX 1 2 ns/op\n"))
			in.Close()
		}
		cmd.Wait()
		if got := cmd.ProcessState.ExitCode(); got != want {
			t.Errorf("ignored %t: it ended with %v, want %d", ignored, cmd.ProcessState, want)
		}
	}
}
