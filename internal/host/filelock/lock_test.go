package filelock_test

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/host/filelock"
)

// TestMain makes the test binary a program that locks a file, says so, and waits.
func TestMain(m *testing.M) {
	path := os.Getenv("LOCK_THIS")
	if path == "" {
		os.Exit(m.Run())
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err == nil {
		err = filelock.Try(f)
	}
	if err != nil {
		os.Stdout.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
	os.Stdout.WriteString("locked\n")
	time.Sleep(time.Minute)
	f.Close()
}

// TestTry: a lock keeps others out until its process ends, however it ends, and
// hinders nobody who reads.
func TestTry(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("text"), 0o666); err != nil {
		t.Fatal(err)
	}
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), "LOCK_THIS="+path)
	out, err := other.StdoutPipe()
	if err == nil {
		err = other.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	defer other.Process.Kill()
	if said, err := bufio.NewReader(out).ReadString('\n'); err != nil || said != "locked\n" {
		t.Fatalf("the other process said %q, %v", said, err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := filelock.Try(f); errors.Is(err, errors.ErrUnsupported) {
		t.Skip("there are no locks here")
	} else if !errors.Is(err, filelock.ErrHeld) {
		t.Errorf("Try beside another process: %v, want %v", err, filelock.ErrHeld)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "text" {
		t.Errorf("reading what is locked gives %q, %v", text, err)
	}
	other.Process.Kill()
	other.Wait()
	if err := filelock.Try(f); err != nil {
		t.Errorf("Try after its end: %v", err)
	}
}
