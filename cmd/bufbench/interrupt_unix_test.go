//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/bufbench/bufbench/internal/cli/exit"
)

// TestInterruptReading: an interrupt ends each command that waits for something to
// read. The test waits for ever where it does not.
func TestInterruptReading(t *testing.T) {
	hangsUp(t)
	tests := []struct {
		name  string
		fifo  string   // the file that is one; empty is standard input
		files []string // further files, with what is in them
		args  []string
	}{
		{name: "compare input", args: []string{"compare", "-"}},
		{name: "compare FIFO", fifo: "old.txt", args: []string{"compare", "old.txt", "new.txt"}},
		{name: "check input", args: []string{"check", "-save", "main", "-"}},
		{name: "check FIFO", fifo: "new.txt", args: []string{"check", "-save", "main", "new.txt"}},
		{name: "show input", args: []string{"show", "-"}},
		{name: "track input", args: []string{"track", "add", "-"}},
		{name: "check baseline", fifo: "base.txt", args: []string{"check", "-baseline", "base.txt", "new.txt"}, files: []string{"new.txt", "BenchmarkX 1 2 ns/op\n"}},
	}
	for _, sign := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT} {
		for _, tt := range tests {
			t.Run(sign.String()+" "+tt.name, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				for i := 0; i+1 < len(tt.files); i += 2 {
					if err := os.WriteFile(filepath.Join(dir, tt.files[i]), []byte(tt.files[i+1]), 0o666); err != nil {
						t.Fatal(err)
					}
				}
				interruptReading(t, dir, tt.fifo, sign, tt.args)
			})
		}
	}
}

// interruptReading interrupts a command once it has read something from a FIFO, or
// from standard input.
func interruptReading(t *testing.T, dir, fifo string, sign os.Signal, args []string) {
	t.Helper()
	var said bytes.Buffer
	cmd := exec.Command("bufbench", args...)
	cmd.Dir, cmd.Stderr = dir, &said
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if fifo != "" {
		if err := syscall.Mkfifo(filepath.Join(dir, fifo), 0o666); err != nil {
			t.Skip(err)
		}
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	if fifo != "" {
		to, err := os.OpenFile(filepath.Join(dir, fifo), os.O_WRONLY, 0) // which waits for a reader
		if err != nil {
			t.Fatal(err)
		}
		defer to.Close()
	} else if _, err := in.Write([]byte(strings.Repeat("# a comment\n", 20_000))); err != nil { // more than a pipe holds
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(sign); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	if got := cmd.ProcessState.ExitCode(); got != exit.Interrupted || !strings.Contains(said.String(), "bufbench: interrupted; what was measured is kept\n") {
		t.Errorf("%q ended with %v: %s", args, cmd.ProcessState, said.String())
	}
}

// hangsUp has programs that the test starts hear of a hang-up, also where it was
// started by nohup.
func hangsUp(t *testing.T) {
	t.Helper()
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, syscall.SIGHUP) // a signal that is handled is not ignored in a child
	t.Cleanup(func() { signal.Stop(heard) })
}
