//go:build unix

package procgroup_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/host/procgroup"
)

// TestRunLeftBehind: a command takes as long as itself, though what it leaves
// behind holds its output, and that is killed.
func TestRunLeftBehind(t *testing.T) {
	var out, said bytes.Buffer
	wall, err := procgroup.Run(exec.CommandContext(t.Context(), "sh", "-c", "sleep 600 & echo $!; echo words >&2"), &out, &said)
	if err != nil || said.String() != "words\n" {
		t.Errorf("Run: %v, said %q", err, said.String())
	}
	if wall > 30*time.Second {
		t.Errorf("it took %v", wall)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(out.String()))
	if err != nil {
		t.Fatal(err)
	}
	for range 6000 { // a minute, on a machine with much else to do
		state, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		if syscall.Kill(pid, 0) != nil || bytes.Contains(state, []byte(") Z ")) { // dead, though nobody waits for it
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("what it left behind is alive")
}

// TestRunCancelled: all of a group ends with the context.
func TestRunCancelled(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	wall, err := procgroup.Run(exec.CommandContext(ctx, "sh", "-c", "sleep 600 | sleep 600"), nil, nil)
	if err == nil || wall > 60*time.Second {
		t.Errorf("Run: %v after %v", err, wall)
	}
}

func TestRunMissing(t *testing.T) {
	var out bytes.Buffer
	if _, err := procgroup.Run(exec.CommandContext(t.Context(), "/no/such/command"), &out, nil); err == nil {
		t.Error("a command that is not there ran")
	}
}
