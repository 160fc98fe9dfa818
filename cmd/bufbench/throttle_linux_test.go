package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// quota is a control group of a version, and how it is told that its processes
// may have a fifth of a processor.
type quota struct {
	dir    string      // of the group of this process
	limits [][2]string // files and what to write to them
}

// quotas are the groups of this process that may have one, by what
// /proc/self/cgroup says and where systems mount them.
func quotas(t *testing.T) (found []quota) {
	t.Helper()
	text, err := os.ReadFile("/proc/self/cgroup")
	if err != nil {
		t.Skipf("there are no control groups: %v", err)
	}
	for line := range strings.Lines(string(text)) {
		part := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(part) < 3 {
			continue
		}
		switch controllers := strings.Split(part[1], ","); {
		case part[1] == "":
			found = append(found, quota{filepath.Join("/sys/fs/cgroup", part[2]), [][2]string{{"cpu.max", "20000 100000"}}})
		case slices.Contains(controllers, "cpu"):
			found = append(found, quota{filepath.Join("/sys/fs/cgroup", part[1], part[2]), [][2]string{{"cpu.cfs_period_us", "100000"}, {"cpu.cfs_quota_us", "20000"}}})
		}
	}
	return found
}

// throttled makes a control group with a fifth of a processor and returns the
// file to which who wants to be in it writes its number. The group goes away
// with the test, which is skipped where there can be none.
func throttled(t *testing.T) (members string) {
	t.Helper()
	refused := errors.New("/proc/self/cgroup names no group with the controller cpu")
	for _, q := range quotas(t) {
		dir := filepath.Join(q.dir, fmt.Sprintf("bufbench-test-%d", os.Getpid()))
		if err := os.Mkdir(dir, 0o777); err != nil {
			refused = errors.Join(refused, err)
			continue
		}
		t.Cleanup(func() {
			if !eventually(func() bool { return os.Remove(dir) == nil }) { // once its last process is gone
				t.Errorf("cannot remove the control group %s", dir)
			}
		})
		var err error
		for _, l := range q.limits {
			err = errors.Join(err, os.WriteFile(filepath.Join(dir, l[0]), []byte(l[1]), 0o666))
		}
		if err == nil {
			return filepath.Join(dir, "cgroup.procs")
		}
		refused = errors.Join(refused, err)
	}
	t.Skipf("a control group with a quota of CPU cannot be had here: %v", refused)
	return ""
}

// TestThrottled: in a control group that runs out of its quota a run ends as it
// should, and warns that wall times hold the waiting.
func TestThrottled(t *testing.T) {
	if testing.Short() {
		t.Skip("with a fifth of a processor all takes five times as long")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "badbench")
	copySelf(t, path)
	members := throttled(t)
	cmd := exec.Command("sh", "-c", `echo $$ >"$1" && shift && exec "$@"`, "sh", members,
		path, "run", "-results", filepath.Join(dir, "r"), "-count", "2", "Healthy")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, &stderr)
	}
	const warning = "warning: the control group was out of its quota of CPU "
	if !strings.Contains(stderr.String(), "\n"+warning) {
		t.Errorf("says %s, which lacks %q", &stderr, warning)
	}
	f, err := readFolder(filepath.Join(dir, "r"), false)
	if err != nil || len(f.texts) != 1 || copies(f) != 2 {
		t.Fatalf("results: %d files with %d launches, %v, want 1 with 2", len(f.texts), copies(f), err)
	}
	if !strings.Contains(f.texts[0], "\n# "+warning) {
		t.Errorf("the results file lacks %q:\n%s", warning, f.texts[0])
	}
	if !strings.Contains(stdout.String(), "\nAnswer  ") {
		t.Errorf("prints %s, want a table", &stdout)
	}
}
