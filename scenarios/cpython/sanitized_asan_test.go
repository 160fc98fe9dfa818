//go:build asan && cpython && cgo

package cpython

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// sanitized says that this build ends at a read of freed memory.
const sanitized = true

// freedVariable tells a child of TestUseAfterRelease to read.
const freedVariable = "BUFBENCH_TEST_READ_FREED"

// TestUseAfterRelease keeps a slice of a Python object longer than the view,
// which no Go code can forbid, in a process of its own: this build ends it
// there, and not before.
func TestUseAfterRelease(t *testing.T) {
	if os.Getenv(freedVariable) != "" {
		readFreed(t)
		return
	}
	child := exec.Command(os.Args[0], "-test.run=^TestUseAfterRelease$", "-test.v")
	child.Env = append(os.Environ(), freedVariable+"=1", "ASAN_OPTIONS=detect_leaks=0")
	out, err := child.CombinedOutput()
	if err == nil {
		t.Fatalf("freed memory was read and nothing said so:\n%s", out)
	}
	for _, want := range []string{"read while held: 7", "heap-use-after-free", "PyByteArray"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the child's end lacks %q:\n%s", want, out)
		}
	}
	if strings.Contains(string(out), "read after release") {
		t.Errorf("the child lived on:\n%s", out)
	}
}

// readFreed ends the process.
func readFreed(t *testing.T) {
	py := interpreter(t)
	o, err := py.ByteArray(1000, func(p []byte) { p[500] = 7 })
	if err != nil {
		t.Fatal(err)
	}
	b, err := py.Buffer(o, Simple)
	if err != nil {
		t.Fatal(err)
	}
	v, err := b.View()
	if err != nil {
		t.Fatal(err)
	}
	p, err := buffer.As[byte](v)
	if err != nil {
		t.Fatal(err)
	}
	o.Close()
	os.Stdout.WriteString("read while held: " + string('0'+p[500]) + "\n")
	release(t, v)
	release(t, b)
	py.Do(func() {}) // makes the release that was queued
	os.Stdout.WriteString("read after release: " + string('0'+p[500]) + "\n")
}
