//go:build unix

package track_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/runs/track"
	"github.com/bufbench/bufbench/internal/track/record"
)

// adder is the variable that makes this test binary add results for ever.
const adder = "BUFBENCH_TEST_TRACK_ADDER"

// TestMain adds results in a child, and prints the path of each that is stored.
func TestMain(m *testing.M) {
	folder, number, child := strings.Cut(os.Getenv(adder), "|")
	if !child {
		os.Exit(m.Run())
	}
	for i := 0; ; i++ {
		text := fmt.Sprintf("commit: c%s%d\nBenchmarkX 1 %d ns/op\n", number, i, i)
		a := track.Addition{Place: track.Place{Folder: folder, Dir: folder}, Paths: []string{"-"}, Stdin: strings.NewReader(text), Past: true, Now: time.Now()}
		out, err := track.Add(context.Background(), a)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(out.Files[0].Path)
	}
}

// TestKill: four processes add at once until they are killed. What each printed as stored
// is there and whole, and so is everything else.
func TestKill(t *testing.T) {
	folder := t.TempDir()
	var stored []string
	var children []*exec.Cmd
	var outputs []*bufio.Scanner
	for i := range 4 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s|%d", adder, folder, i))
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		children, outputs = append(children, cmd), append(outputs, bufio.NewScanner(out))
	}
	for i, out := range outputs {
		for len(stored) < 50*(i+1) && out.Scan() {
			stored = append(stored, out.Text())
		}
	}
	for i, cmd := range children {
		cmd.Process.Kill()
		for outputs[i].Scan() {
			stored = append(stored, outputs[i].Text())
		}
		cmd.Wait()
	}
	if len(stored) < 200 {
		t.Fatalf("%d were stored, want 200", len(stored))
	}
	for _, path := range stored {
		if _, err := record.Open(path); err != nil {
			t.Error(err)
		}
	}
	files, err := record.Files(folder)
	if err != nil || len(files) < len(stored) {
		t.Errorf("%d files, %v, want %d", len(files), err, len(stored))
	}
	for _, path := range files {
		if _, err := record.Open(path); err != nil {
			t.Error(err)
		}
	}
}
