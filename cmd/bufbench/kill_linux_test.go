package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// patience is how long a test waits for what must happen.
const patience = 5 * time.Minute

// victim is a program under a name of its own, so that its children can be told
// from those of every other test, and the folders that it may write to.
type victim struct {
	path, results, temp string

	cmd    *exec.Cmd
	talk   talk // its standard error
	stdout bytes.Buffer
	ended  chan struct{}
	err    error // of Wait, once ended is closed
}

// start runs name, which is bufbench or badbench, in a process group of its own.
func start(t *testing.T, name string, args ...string) *victim {
	t.Helper()
	dir := t.TempDir()
	v := &victim{
		path: filepath.Join(dir, name), results: filepath.Join(dir, "results"), temp: filepath.Join(dir, "tmp"),
		ended: make(chan struct{}), talk: talk{grown: make(chan struct{}, 1)},
	}
	if err := os.Mkdir(v.temp, 0o777); err != nil {
		t.Fatal(err)
	}
	copySelf(t, v.path)
	v.cmd = exec.Command(v.path, append([]string{"run", "-results", v.results}, args...)...)
	v.cmd.Dir = dir
	v.cmd.Env = append(os.Environ(), "TMPDIR="+v.temp)
	v.cmd.Stdout, v.cmd.Stderr = &v.stdout, &v.talk
	v.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := v.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.cmd.Process.Kill(); <-v.ended })
	go func() {
		v.err = v.cmd.Wait()
		close(v.ended)
	}()
	return v
}

// talk is what a process writes, seen while it runs.
type talk struct {
	mu    sync.Mutex
	text  bytes.Buffer
	grown chan struct{}
}

// Write implements io.Writer.
func (k *talk) Write(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	select {
	case k.grown <- struct{}{}:
	default:
	}
	return k.text.Write(p)
}

// String is what was written so far.
func (k *talk) String() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.text.String()
}

// says waits until the program has said text.
func (v *victim) says(t *testing.T, text string) {
	t.Helper()
	end := time.After(patience)
	for !strings.Contains(v.talk.String(), text) {
		select {
		case <-v.talk.grown:
		case <-v.ended:
			if !strings.Contains(v.talk.String(), text) {
				t.Fatalf("ended (%v) without saying %q: %s", v.err, text, v.talk.String())
			}
		case <-end:
			t.Fatalf("did not say %q: %s", text, v.talk.String())
		}
	}
}

// moment waits for a random time, at most the given one, or for the end.
func (v *victim) moment(most time.Duration) {
	select {
	case <-time.After(rand.N(most)):
	case <-v.ended:
	}
}

// gone waits for the end of the program and of its children.
func (v *victim) gone(t *testing.T) {
	t.Helper()
	select {
	case <-v.ended:
	case <-time.After(patience):
		t.Fatalf("still running after %s: %s", patience, v.talk.String())
	}
	if !eventually(func() bool { return len(v.children(t)) == 0 }) {
		t.Fatalf("children %v outlive their parent", v.children(t))
	}
}

// eventually polls until ok holds, for as long as patience lasts.
func eventually(ok func() bool) bool {
	for end := time.Now().Add(patience); !ok(); <-time.After(time.Millisecond) {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}

// children are the processes that run this program as a child.
func (v *victim) children(t *testing.T) (pids []int) {
	t.Helper()
	all, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range all {
		exe, err := os.Readlink(filepath.Join(dir, "exe"))
		if err != nil || strings.TrimSuffix(exe, " (deleted)") != v.path {
			continue
		}
		line, err := os.ReadFile(filepath.Join(dir, "cmdline"))
		if err != nil || !bytes.Contains(line, []byte(launch.ChildCommand)) {
			continue // it ended meanwhile, or it is the parent
		}
		if pid, err := strconv.Atoi(filepath.Base(dir)); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}

// tidy checks what every end must leave: whole launches, and nothing else.
func (v *victim) tidy(t *testing.T, torn bool) folder {
	t.Helper()
	f, err := readFolder(v.results, torn)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Errorf("results: %v", err)
	}
	left, err := os.ReadDir(v.temp)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range left {
		if e.Name() != "hanging" {
			t.Errorf("temporary file left behind: %s", e.Name())
		}
	}
	return f
}

var strikes = flag.Int("trials", 4, "how often a test strikes at a random moment")

// trials is how often a test strikes at a random moment.
func trials() int {
	if testing.Short() {
		return 2
	}
	return *strikes
}

// endless are arguments of a run that no test sees the end of, with small
// launches and one temporary file a block.
var endless = []string{"-sizes", "64,4KiB", "-passes", "1", "-count", "1000000", "FileRead", "SubSlice"}

// TestInterrupt sends SIGINT at random moments, to the program alone as a
// supervisor does, and to its whole group as a terminal does.
func TestInterrupt(t *testing.T) {
	for _, test := range []struct {
		name string
		pid  func(pid int) int
	}{
		{"alone", func(pid int) int { return pid }},
		{"group", func(pid int) int { return -pid }},
	} {
		for i := range trials() {
			t.Run(fmt.Sprint(test.name, i), func(t *testing.T) {
				v := start(t, "bufbench", endless...)
				v.says(t, "plan:")
				v.moment(300 * time.Millisecond)
				if err := syscall.Kill(test.pid(v.cmd.Process.Pid), syscall.SIGINT); err != nil {
					t.Fatal(err)
				}
				v.gone(t)
				if got := v.cmd.ProcessState.ExitCode(); got != exit.Interrupted {
					t.Errorf("exit code %d, want %d: %s", got, exit.Interrupted, v.talk.String())
				}
				if !strings.Contains(v.talk.String(), "interrupted; what was measured is kept") {
					t.Errorf("does not say that it was interrupted: %s", v.talk.String())
				}
				if strings.Contains(v.talk.String(), "FAILED") {
					t.Errorf("an interrupt is no failure: %s", v.talk.String())
				}
				v.agree(t, v.tidy(t, false))
			})
		}
	}
}

// agree checks that text and journal hold the same launches, and that what was
// measured was printed.
func (v *victim) agree(t *testing.T, f folder) {
	t.Helper()
	launches := copies(f)
	if launches != len(f.records) {
		t.Errorf("%d launches in the text, %d in the journal", launches, len(f.records))
	}
	if printed := strings.Contains(v.stdout.String(), "\nAgain "); printed != (launches > 0) {
		t.Errorf("%d launches were measured, and printed is %q", launches, v.stdout.String())
	}
}

// copies is how many cases were measured, launch by launch: each has a copy.
func copies(f folder) (n int) {
	for _, l := range f.lines {
		if l.Arm == "copy" {
			n++
		}
	}
	return n
}

// TestInterruptWhileProfiling: an interrupt is an interrupt there too.
func TestInterruptWhileProfiling(t *testing.T) {
	v := start(t, "bufbench", "-sizes", "64,4KiB", "-passes", "1", "-count", "1", "-cpuprofile", "cpu.pprof", "SubSlice")
	v.says(t, "profiled SubSlice access=copy")
	if err := v.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	v.gone(t)
	if got := v.cmd.ProcessState.ExitCode(); got != exit.Interrupted {
		t.Errorf("exit code %d, want %d: %s", got, exit.Interrupted, v.talk.String())
	}
	v.tidy(t, false)
}

// TestKill kills the program at random moments, so that it cannot do anything
// about it: at most one launch is lost, and its child ends by itself.
func TestKill(t *testing.T) {
	for i := range trials() {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			v := start(t, "bufbench", endless...)
			if i > 0 { // the first is killed as early as can be
				v.says(t, "plan:")
			}
			v.moment(300 * time.Millisecond)
			if err := v.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
				t.Fatal(err)
			}
			v.gone(t)
			f := v.tidy(t, true)
			launches := copies(f)
			if lost := launches - len(f.records); lost < 0 || lost > 2 {
				t.Errorf("%d cases in the text, %d in the journal: more than a launch was lost", launches, len(f.records))
			}
		})
	}
}

// TestKillChild kills the child of a case, and those that replace it: it is
// reported by its name, and the other cases go on.
func TestKillChild(t *testing.T) {
	v := start(t, "badbench", "-count", "6", "Hang", "Healthy")
	killed := 0
	mark := filepath.Join(v.temp, "hanging")
	for range 3 {
		if !eventually(func() bool {
			said, err := os.ReadFile(mark)
			if err != nil {
				return false
			}
			pid, err := strconv.Atoi(string(said))
			if err != nil || pid == killed {
				return false
			}
			killed = pid
			return true
		}) {
			t.Fatalf("no child hangs: %s", v.talk.String())
		}
		if err := syscall.Kill(killed, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
	}
	v.gone(t)
	if got := v.cmd.ProcessState.ExitCode(); got != exit.Failed {
		t.Errorf("exit code %d, want %d", got, exit.Failed)
	}
	if want := "FAILED Hang/size=4KiB/passes=1: it died: signal: killed, as did 2 children before it\n"; !strings.Contains(v.talk.String(), want) {
		t.Errorf("said %q, which lacks %q", v.talk.String(), want)
	}
	f := v.tidy(t, false)
	if got := v.healthy(f); got != 6 {
		t.Errorf("the healthy scenario has %d launches, want 6", got)
	}
}

// healthy is the number of launches of the healthy scenario, each of which has
// the same arms.
func (v *victim) healthy(f folder) (launches int) {
	for _, l := range f.lines {
		if l.Scenario == "Healthy" && l.Arm == "view" {
			launches++
		}
	}
	return launches
}

// TestKillChildren kills children whenever they come, also before they say
// anything: the run ends, says what it lost and keeps the rest.
func TestKillChildren(t *testing.T) {
	if testing.Short() {
		t.Skip("it strikes at many moments")
	}
	for i := range 5 {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			v := start(t, "badbench", "-sizes", "64..4KiB*4", "-count", "6", "Healthy")
			v.says(t, "plan:")
			v.moment(200 * time.Millisecond)
			killed := eventually(func() bool {
				for _, pid := range v.children(t) {
					if syscall.Kill(pid, syscall.SIGKILL) == nil {
						return true
					}
				}
				select {
				case <-v.ended:
					return true
				default:
					return false
				}
			})
			if !killed {
				t.Fatal("no child came")
			}
			v.gone(t)
			f := v.tidy(t, false)
			text := v.talk.String()
			switch code := v.cmd.ProcessState.ExitCode(); {
			case code == exit.Failed && strings.Contains(text, "it died: signal: killed"):
			case code == exit.OK && !strings.Contains(text, "FAILED"): // struck after its last word
			default:
				t.Errorf("exit code %d: %s", code, text)
			}
			if !strings.Contains(text, "results: ") {
				t.Errorf("does not say where the results are: %s", text)
			}
			if v.healthy(f) < 6*3 {
				t.Errorf("only %d launches of the healthy cases are kept: %s", v.healthy(f), text)
			}
		})
	}
}

// TestChildWithoutParent: a child ends with its standard input, whatever it is
// doing.
func TestChildWithoutParent(t *testing.T) {
	v := start(t, "badbench", "-count", "1", "Hang")
	mark := filepath.Join(v.temp, "hanging")
	if !eventually(func() bool { _, err := os.Stat(mark); return err == nil }) {
		t.Fatalf("no child hangs: %s", v.talk.String())
	}
	if len(v.children(t)) != 1 {
		t.Fatalf("children %v, want one: the test cannot see them", v.children(t))
	}
	if err := v.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	v.gone(t)
}

// TestNotAChild: the hidden command refuses what is no job, and says so.
func TestNotAChild(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "bufbench")
	copySelf(t, path)
	for _, test := range []struct{ stdin, want string }{
		{"", "read the job"},
		{"nonsense\n", "read the job"},
		{`{"mode":"prove","scenario":"NoSuch"}` + "\n", "built with a later version of the library"},
		{fmt.Sprintf(`{"version":%d,"mode":"prove","scenario":"NoSuch"}`+"\n", launch.Version), `this program has no scenario "NoSuch"`},
	} {
		cmd := exec.Command(path, launch.ChildCommand)
		stdin, err := cmd.StdinPipe() // a child ends with its input, so it stays open where there is a job
		if err != nil {
			t.Fatal(err)
		}
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(stdin, test.stdin); err != nil {
			t.Fatal(err)
		}
		if test.stdin == "" {
			stdin.Close()
		}
		err = cmd.Wait()
		if cmd.ProcessState.ExitCode() != exit.Failed {
			t.Errorf("job %q: %v, want exit code %d", test.stdin, err, exit.Failed)
		}
		if stdout.Len() > 0 {
			t.Errorf("job %q: answered %q", test.stdin, stdout.String())
		}
		if !strings.Contains(stderr.String(), test.want) {
			t.Errorf("job %q: said %q, want %q", test.stdin, stderr.String(), test.want)
		}
	}
}
