package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/cli/exit"
)

// abLoud is a module whose benchmark says in a file that it runs, and starts
// processes that stay: one in its own process group, one in another.
func abLoud(t *testing.T) *abPlace {
	t.Helper()
	p := abWork(t)
	p.write(t, "loud_test.go", `package work

import (
	"os"
	"os/exec"
	"syscall"
	"testing"
)

func BenchmarkLoud(b *testing.B) {
	for _, apart := range []bool{false, true} {
		cmd := exec.Command("sleep", "600")
		cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: apart}
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
	}
	b.TempDir()
	f, err := os.OpenFile(os.Getenv("LOUD"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		b.Fatal(err)
	}
	f.WriteString("!")
	f.Close()
	b.ResetTimer()
	BenchmarkWork(b)
}
`)
	p.commit(t)
	p.write(t, "rounds.go", much)
	p.env = append(p.env, "LOUD="+p.loud())
	return p
}

// loud is the file that the benchmark writes to, once a run.
func (p *abPlace) loud() string { return filepath.Join(p.results, "loud") }

// start starts ab, which no test sees the end of.
func (p *abPlace) start(t *testing.T, args ...string) *victim {
	t.Helper()
	v := &victim{results: p.results, temp: p.temp, ended: make(chan struct{}), talk: talk{grown: make(chan struct{}, 1)}}
	v.cmd = p.command(".", append(args, "-count", "1000000")...)
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

// loudly are the arguments that measure it.
var loudly = []string{"--base", "HEAD", "-bench", "Loud", "-benchtime", "100x"}

// marked are the processes that were started from scratch folders of the place.
func (p *abPlace) marked(t *testing.T) (pids []string) {
	t.Helper()
	all, err := filepath.Glob("/proc/[0-9]*/environ")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all {
		env, err := os.ReadFile(name)
		if err == nil && bytes.Contains(env, []byte("BUFBENCH_SCRATCH="+p.temp+"/")) {
			pids = append(pids, filepath.Base(filepath.Dir(name)))
		}
	}
	return pids
}

// alone checks that nothing is left of ab but its results.
func (p *abPlace) alone(t *testing.T, before []string) {
	t.Helper()
	p.empty(t)
	if pids := p.marked(t); len(pids) > 0 {
		t.Errorf("processes %s are left", strings.Join(pids, " "))
	}
	p.unchanged(t, before)
}

// TestABLeaves: what benchmarks start and leave behind ends with ab.
func TestABLeaves(t *testing.T) {
	p := abLoud(t)
	before := p.state(t)
	if got := p.ab(t, ".", append(loudly, "-benchtime", "1000x")...); got.code != exit.Worse {
		t.Errorf("twenty times the work: %v, want that it is worse", got)
	}
	p.alone(t, before)
}

// TestABInterrupt: an interrupt ends it with what was measured, and nothing is
// left, whether it comes to the program alone or to its whole group.
func TestABInterrupt(t *testing.T) {
	hangsUp(t)
	commands := []string{"-cmd", "printf ! >>$LOUD; sleep 0.01", "-cmd", "printf ! >>$LOUD; sleep 600 >/dev/null 2>&1 & sleep 0.02"}
	tests := []struct {
		name   string
		sign   int // of the process id that the signal goes to
		signal syscall.Signal
		args   []string
		enough int // how often it must have been heard of, so that some pairs are measured
		row    string
	}{
		{"alone", 1, syscall.SIGINT, loudly, 400, "Loud"},
		{"group", -1, syscall.SIGINT, loudly, 400, "Loud"},
		{"hangup", 1, syscall.SIGHUP, loudly, 400, "Loud"},
		{"quit", 1, syscall.SIGQUIT, loudly, 400, "Loud"},
		{"commands", -1, syscall.SIGINT, commands, 10, "Command"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := abLoud(t)
			before := p.state(t)
			v := p.start(t, tt.args...)
			if !eventually(func() bool { said, _ := os.ReadFile(p.loud()); return len(said) > tt.enough }) {
				t.Fatalf("it measures nothing: %s", v.talk.String())
			}
			if !eventually(func() bool { return len(p.marked(t)) > 0 }) {
				t.Error("no process is marked: the test would not see what is left")
			}
			if err := syscall.Kill(tt.sign*v.cmd.Process.Pid, tt.signal); err != nil {
				t.Fatal(err)
			}
			<-v.ended
			said := v.talk.String()
			if got := v.cmd.ProcessState.ExitCode(); got != exit.Interrupted || !strings.Contains(said, "interrupted; what was measured is kept") {
				t.Errorf("exit code %d, want %d: %s", got, exit.Interrupted, said)
			}
			if !strings.Contains(v.stdout.String(), " "+tt.row) {
				t.Errorf("does not print what was measured: %q", v.stdout.String())
			}
			_, path, _ := strings.Cut(said, "results: ")
			path, _, _ = strings.Cut(path, "\n")
			if kept, err := os.ReadFile(path); err != nil || !bytes.Contains(kept, []byte("Benchmark"+tt.row)) {
				t.Errorf("%q holds nothing of what was measured: %v", path, err)
			}
			p.alone(t, before)
		})
	}
}

// TestABInterruptEarly: so it does while it prepares, when there is nothing to
// keep.
func TestABInterruptEarly(t *testing.T) {
	p := abLoud(t)
	before := p.state(t)
	for range trials() / 2 {
		v := p.start(t, loudly...)
		if !eventually(func() bool { left, err := os.ReadDir(p.temp); return err != nil || len(left) > 0 }) {
			t.Fatal("it makes no scratch folder")
		}
		v.moment(300 * time.Millisecond)
		if err := syscall.Kill(-v.cmd.Process.Pid, syscall.SIGINT); err != nil {
			t.Fatal(err)
		}
		<-v.ended
		if got := v.cmd.ProcessState.ExitCode(); got != exit.Interrupted {
			t.Errorf("exit code %d, want %d: %s", got, exit.Interrupted, v.talk.String())
		}
		if said := v.talk.String(); strings.Count(said, "bufbench: ") != 1 || !strings.HasSuffix(said, "bufbench: interrupted; what was measured is kept\n") {
			t.Errorf("an interrupt is no failure: %s", said)
		}
		p.alone(t, before)
	}
}

// TestABKill kills it at random moments, so that it cannot do anything about it:
// when it is started again, nothing of the one before is left.
func TestABKill(t *testing.T) {
	p := abLoud(t)
	before := p.state(t)
	for i := range trials() {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			v := p.start(t, loudly...)
			if !eventually(func() bool { locks, _ := filepath.Glob(filepath.Join(p.temp, "*", "lock")); return len(locks) > 0 }) {
				t.Fatalf("it makes no scratch folder: %s", v.talk.String())
			}
			v.moment([]time.Duration{100 * time.Millisecond, 2 * time.Second}[rand.IntN(2)])
			if err := v.cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			<-v.ended
			if got := p.ab(t, ".", "--base", "nosuch"); got.code != exit.Usage || strings.Contains(got.stderr, "another bufbench") {
				t.Errorf("the next start: %v, want exit code %d", got, exit.Usage)
			}
			p.alone(t, before)
		})
	}
}
