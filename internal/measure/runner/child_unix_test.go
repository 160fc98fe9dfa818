//go:build unix

package runner_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// started launches real children.
func started(t *testing.T, limit time.Duration) runner.Launcher {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	held, err := runner.Hold(exe)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { held.Close() })
	return held.Children(nil, limit)
}

// told is what an observer of a run with real children was told.
type told struct {
	trials  map[bench.Bytes]launch.Trial
	records map[bench.Bytes][]*launch.Record
	faults  []launch.Fault
}

// measured runs one scenario of the zoo at some sizes, two launches each.
func measured(t *testing.T, start runner.Launcher, name string, sizes ...bench.Bytes) told {
	t.Helper()
	got := told{trials: map[bench.Bytes]launch.Trial{}, records: map[bench.Bytes][]*launch.Record{}}
	p := plan(sizes...)
	for _, s := range zoo() {
		if s.Describe().Name == name {
			p.Tasks[0].Info, p.Tasks[0].Rivals = s.Describe(), s.Rivals()
		}
	}
	err := runner.Run(context.Background(), p, start, runner.Observer{
		Trial: func(_ string, t launch.Trial) { got.trials[t.Visit.Case.Size] = t },
		Launch: func(records []*launch.Record) error {
			for _, r := range records {
				got.records[r.Case.Size] = append(got.records[r.Case.Size], r)
			}
			return nil
		},
		Fault: func(f launch.Fault) { got.faults = append(got.faults, f) },
	})
	if err != nil {
		t.Errorf("Run %s: %v", name, err)
	}
	return got
}

func TestChildMeasures(t *testing.T) {
	got := measured(t, started(t, 0), "Honest", 64, 4097)
	if len(got.faults) > 0 {
		t.Errorf("faults are %v, want none", got.faults)
	}
	for size, records := range got.records {
		trial := got.trials[size]
		if want := []int{0, 1, 2}; !slices.Equal(trial.Visit.Arms, want) || !trial.Visit.Collector {
			t.Errorf("%s: trial with arms %v and collector %v, want %v and true: copy allocates", size, trial.Visit.Arms, trial.Visit.Collector, want)
		}
		wantReferences := []reference.ID{{Role: "ceiling-read", Name: "fast"}, {Role: "ceiling-copy", Name: "only"}, {Role: "probe-wanted", Name: "c"}}
		if !slices.Equal(trial.Visit.References, wantReferences) {
			t.Errorf("%s: references %v, want the fastest of each role that is asked for: %v", size, trial.Visit.References, wantReferences)
		}
		if len(records) != 2 || records[0].Launch != 1 || records[1].Launch != 2 || records[0].Seed == records[1].Seed {
			t.Errorf("%s: records %+v, want launches 1 and 2 with seeds of their own", size, records)
		}
		for _, r := range records {
			checkRecord(t, r)
		}
	}
	if len(got.records) != 2 {
		t.Errorf("%d cases have records, want 2", len(got.records))
	}
}

// checkRecord wants every figure that Honest must give.
func checkRecord(t *testing.T, r *launch.Record) {
	t.Helper()
	var names []string
	for _, rival := range r.Rivals {
		names = append(names, rival.Name)
	}
	if want := []string{"copy", "reuse", "view", "ceiling-read", "ceiling-copy", "probe-wanted"}; !slices.Equal(names, want) {
		t.Errorf("%s: rivals %q, want %q", r.Case, names, want)
	}
	if len(r.Blocks) < 2 {
		t.Errorf("%s: %d blocks, want at least 2", r.Case, len(r.Blocks))
	}
	if r.Procs != runtime.GOMAXPROCS(0) {
		t.Errorf("%s: procs %d, want %d", r.Case, r.Procs, runtime.GOMAXPROCS(0))
	}
	seeds := map[uint64]bool{}
	for _, b := range r.Blocks {
		seeds[b.Seed] = true
		if len(b.Rounds) < 1 || b.Setup <= 0 {
			t.Errorf("%s: a block of %d rounds after %s, want some after some time", r.Case, len(b.Rounds), b.Setup)
		}
		for _, round := range b.Rounds {
			for i, s := range round {
				if len(round) != len(names) || s.Arm != i || s.Ops < 1 || s.Wall < 1 {
					t.Errorf("%s: sample %d of %d is %+v, want each rival's in order", r.Case, i, len(round), s)
				}
			}
		}
	}
	if len(seeds) != len(r.Blocks) {
		t.Errorf("%s: %d blocks have %d seeds, want one each", r.Case, len(r.Blocks), len(seeds))
	}
	for i, want := range []struct{ moved, least bench.Bytes }{{r.Case.Size, r.Case.Size}, {r.Case.Size, 0}, {0, 0}} {
		if got := r.Rivals[i]; got.Moved != want.moved || got.Allocated < want.least {
			t.Errorf("%s: %s moved %s and allocated %s, want %s and at least %s", r.Case, got.Name, got.Moved, got.Allocated, want.moved, want.least)
		}
	}
}

// TestChildMisbehaves: one case fails by name, the others are measured.
func TestChildMisbehaves(t *testing.T) {
	for _, test := range []struct {
		scenario string
		reason   string // what the fault says, in parts; empty for no fault
		skipped  bool
	}{
		{scenario: "Panics", reason: "panic: a bug, at zoo_unix_test.go:"},
		{scenario: "Indexes", reason: "panic: runtime error: index out of range|, at zoo_unix_test.go:"},
		{scenario: "Dereferences", reason: "panic: runtime error: invalid memory address|, at zoo_unix_test.go:"},
		{scenario: "Fails", reason: "make the source: no such device"},
		{scenario: "Skips", skipped: true},
		{scenario: "ExitsWell", reason: "it ended before its job was done"},
		{scenario: "Exits", reason: "it died: exit status 7: out of luck"},
		{scenario: "Starves", reason: "it died: exit status 2: runtime: out of memory: cannot allocate (smaller sizes take less, or fewer goroutines)"},
		{scenario: "Segfaults", reason: "it died: |SIGSEGV"},
		{scenario: "Aborts", reason: "it died: |SIGABRT"},
		{scenario: "IsKilled", reason: "it died: signal: killed"},
		{scenario: "Litters"},
		{scenario: "Floods"},
	} {
		got := measured(t, started(t, 0), test.scenario, 64, bad, 128)
		name := test.scenario + "/size=5000B/passes=1"
		switch {
		case test.reason == "":
			if len(got.faults) > 0 {
				t.Errorf("%s: faults %v, want none", test.scenario, got.faults)
			}
		case len(got.faults) != 1 || got.faults[0].Name() != name || !saysAll(got.faults[0].Reason, test.reason):
			t.Errorf("%s: faults %v, want one of %s that says %q", test.scenario, got.faults, name, test.reason)
		}
		if skip := got.trials[bad].Skip; test.skipped && (skip == nil || skip.Error() != "no such library (try: install it)") {
			t.Errorf("%s: skip %v, want its reason and hint", test.scenario, skip)
		}
		want := map[bench.Bytes]int{64: 2, 128: 2, bad: 2}
		if test.skipped || test.reason != "" {
			want[bad] = 0
		}
		for size, n := range want {
			if len(got.records[size]) != n {
				t.Errorf("%s: %d records at %s, want %d", test.scenario, len(got.records[size]), size, n)
			}
		}
	}
}

func saysAll(text, parts string) bool {
	for part := range strings.SplitSeq(parts, "|") {
		if !strings.Contains(text, part) {
			return false
		}
	}
	return true
}

// TestChildDiesInLaterBlock: the case at hand is blamed, not the one that was
// begun last.
func TestChildDiesInLaterBlock(t *testing.T) {
	for _, test := range []struct{ scenario, reason string }{
		{"PanicsLater", "panic: later, at zoo_unix_test.go:"},
		{"DiesLater", "it died: signal: killed"},
	} {
		start := started(t, 0)
		got := measured(t, func(ctx context.Context, job launch.Job, say func(launch.Message)) error {
			if job.Mode == launch.ProveMode {
				return honest(job, say)
			}
			slices.SortFunc(job.Visits, func(a, b launch.Visit) int { return int(b.Case.Size - a.Case.Size) })
			return start(ctx, job, say)
		}, test.scenario, bad, 64, 128)
		name := test.scenario + "/size=5000B/passes=1"
		if len(got.faults) != 1 || got.faults[0].Name() != name || !saysAll(got.faults[0].Reason, test.reason) {
			t.Errorf("%s: faults %v, want one of %s that says %q", test.scenario, got.faults, name, test.reason)
		}
		if len(got.records[64]) != 2 || len(got.records[128]) != 2 || len(got.records[bad]) != 0 {
			t.Errorf("%s: records %v, want 2 of the others and none of it", test.scenario, got.records)
		}
	}
}

func TestChildProves(t *testing.T) {
	for _, test := range []struct {
		scenario string
		fault    string // part of every fault
		arms     []int  // that are timed; nil for none
	}{
		{"FakeView", "access=fake/size=64B/passes=1: proof: it claims to be a view, but", []int{0, 1, 2}},
		{"FakeCopy", "access=fake/size=64B/passes=1: proof: it claims to be a copy, but", []int{0, 1, 2}},
		{"FakeWhenOdd", "access=fake/size=64B/passes=1: proof: at size 1B: it claims to be a view, but", []int{0, 1, 2}},
		{"Disagrees", "Disagrees/size=64B/passes=1: at size 1B: arms disagree on the same data: copy returns", nil},
		{"Coarse", "", []int{0, 1, 2}},
	} {
		got := measured(t, started(t, 0), test.scenario, 64)
		var faults []string
		for _, f := range got.faults {
			faults = append(faults, f.Name()+": "+f.Reason)
		}
		if text := fmt.Sprint(faults); !strings.Contains(text, test.fault) || (test.fault == "") != (len(faults) == 0) || len(faults) > 1 {
			t.Errorf("%s: faults %q, want one that says %q", test.scenario, faults, test.fault)
		}
		if arms := got.trials[64].Visit.Arms; !slices.Equal(arms, test.arms) {
			t.Errorf("%s: arms %v are timed, want %v", test.scenario, arms, test.arms)
		}
		if n := len(got.records[64]); (n == 2) != (test.arms != nil) {
			t.Errorf("%s: %d records, want 2 where arms are timed", test.scenario, n)
		}
	}
}

// visit is a job for one case without proof.
func visit(scenario string, size bench.Bytes) launch.Job {
	return launch.Job{Version: launch.Version, Mode: launch.MeasureMode, Scenario: scenario, Seed: 1, Visits: []launch.Visit{
		{Case: bench.Case{Size: size, Passes: 1}, Arms: []int{0, 2}, Ops: []int{10, 10}},
	}}
}

func TestExecEnds(t *testing.T) {
	var ctx context.Context
	var cancel context.CancelFunc
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	for _, test := range []struct {
		name   string
		job    launch.Job
		limit  time.Duration
		cancel bool // at the child's first word
		want   string
	}{
		{name: "hang", job: visit("Hangs", bad), limit: 10 * time.Second, want: "it hung: no answer for 10s (option timeout sets the limit), last seen at zoo_unix_test.go:"},
		{name: "interrupt", job: visit("Hangs", bad), cancel: true, want: "it died: signal: killed"},
		{name: "unknown scenario", job: visit("Nobody", 64), want: `it died: exit status 3: this program has no scenario "Nobody"`},
	} {
		ctx, cancel = context.WithTimeout(context.Background(), time.Minute)
		err := started(t, test.limit)(ctx, test.job, func(launch.Message) {
			if test.cancel {
				cancel()
			}
		})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: the child ended with %v, want %q", test.name, err, test.want)
		}
		if left := names(t, temp); len(left) > 0 {
			t.Errorf("%s: the child left %q in the folder for temporary files", test.name, left)
		}
		cancel()
	}
	absent := filepath.Join(t.TempDir(), "absent")
	if _, err := runner.Hold(absent); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Hold of an absent program: error %v, want %v", err, os.ErrNotExist)
	}
}

// names are those of the files in a folder.
func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// TestChildEndsWithParent: at the end of its standard input, when it removes its folders, and
// when killed, when it cannot.
func TestChildEndsWithParent(t *testing.T) {
	for _, test := range []struct {
		name string
		end  func(stdin interface{ Close() error }, p *os.Process)
		want string
		left int // folders
	}{
		{"standard input ends", func(stdin interface{ Close() error }, _ *os.Process) { stdin.Close() }, "exit status 3", 0},
		{"kill -9", func(_ interface{ Close() error }, p *os.Process) { p.Kill() }, "signal: killed", 1},
	} {
		temp := t.TempDir()
		t.Setenv("TMPDIR", temp)
		exe, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		cmd := exec.CommandContext(ctx, exe)
		stdin, err1 := cmd.StdinPipe()
		stdout, err2 := cmd.StdoutPipe()
		if err := errors.Join(err1, err2, cmd.Start(), json.NewEncoder(stdin).Encode(visit("Hangs", bad))); err != nil {
			t.Fatal(err)
		}
		var m launch.Message
		if err := json.NewDecoder(stdout).Decode(&m); err != nil || m.Begin == nil {
			t.Errorf("%s: the child said %+v, %v, want that it begins", test.name, m, err)
		}
		for len(names(t, temp)) == 0 && ctx.Err() == nil {
			time.Sleep(time.Millisecond)
		}
		test.end(stdin, cmd.Process)
		if err := cmd.Wait(); err == nil || err.Error() != test.want || ctx.Err() != nil {
			t.Errorf("%s: the child ended with %v, %v, want %s", test.name, err, ctx.Err(), test.want)
		}
		if left := names(t, temp); len(left) != test.left {
			t.Errorf("%s: the child left %q in the folder for temporary files, want %d", test.name, left, test.left)
		}
		cancel()
	}
}

// TestChildProfiles: pprof reads both files, and finds the labels.
func TestChildProfiles(t *testing.T) {
	dir := t.TempDir()
	job := visit("Honest", 4096)
	job.Mode = launch.ProfileMode
	job.Files = launch.ProfileFiles{
		CPU: filepath.Join(dir, "cpu.pprof"), Memory: filepath.Join(dir, "mem.pprof"), Span: 500 * time.Millisecond,
	}
	job.Visits[0].Arms, job.Visits[0].Ops = []int{2}, []int{100}
	err := started(t, 0)(context.Background(), job, func(m launch.Message) {
		if m.Fault != nil {
			t.Errorf("fault %+v, want none", m.Fault)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		file, view string
		want       []string
	}{
		{job.Files.CPU, "-tags", []string{"scenario:", "Honest", "access:", "view", "size:", "4KiB", "passes:"}},
		{job.Files.Memory, "-raw", []string{"alloc_space/bytes"}},
	} {
		text, err := os.ReadFile(test.file)
		if err != nil || !bytes.HasPrefix(text, []byte{0x1f, 0x8b}) {
			t.Errorf("%s begins %.2x, %v, want gzip", filepath.Base(test.file), text, err)
		}
		out, err := exec.Command("go", "tool", "pprof", test.view, test.file).CombinedOutput()
		if err != nil {
			t.Errorf("pprof %s: %v", filepath.Base(test.file), err)
		}
		for _, want := range test.want {
			if !bytes.Contains(out, []byte(want)) {
				t.Errorf("pprof %s %s prints %s, want %q", test.view, filepath.Base(test.file), out, want)
			}
		}
	}
	job.Files.CPU, job.Files.Memory = filepath.Join(dir, "absent", "x"), ""
	var fault string
	if err := started(t, 0)(context.Background(), job, func(m launch.Message) {
		if m.Fault != nil {
			fault = m.Fault.Reason
		}
	}); err != nil || !strings.Contains(fault, "write the CPU profile: ") {
		t.Errorf("a profile that cannot be written: fault %q and %v, want one that says so", fault, err)
	}
}
