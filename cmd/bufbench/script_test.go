package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/counters"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/revisions/callgrind"
	"github.com/bufbench/bufbench/scenarios"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestScript runs the scripts of testdata/script: one for each subcommand, and
// one for each way to fail.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   "testdata/script",
		Setup: setup,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"width":   width,
			"order":   order,
			"collect": collect,
			"parse":   parse,
			"slowed":  slowed,
			"leveled": leveled,
			"plant":   leaveBehind,
			"tinyfs":  tinyfs,

			"database": database,
		},
		Condition:           condition,
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
	})
}

// setup lets scripts call the go command, which needs to know its caches, and
// tells them how many scenarios there are and how many can run here.
func setup(e *testscript.Env) error {
	out, err := exec.Command("go", "env", "GOCACHE", "GOPATH", "GOMODCACHE").Output()
	if err != nil {
		return fmt.Errorf("go env: %w", err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		e.Setenv([]string{"GOCACHE", "GOPATH", "GOMODCACHE"}[i], line)
	}
	e.Setenv("GORACE", os.Getenv("GORACE"))
	e.Setenv(pretendedLLC, os.Getenv(pretendedLLC))
	e.Setenv("ASAN_OPTIONS", os.Getenv("ASAN_OPTIONS"))
	for _, name := range []string{"badbench", "oldbench", "bufbench"} {
		path, err := exec.LookPath(name)
		if err != nil {
			return err
		}
		e.Setenv(strings.ToUpper(name), path)
	}
	module, err := filepath.Abs("../..")
	if err != nil {
		return err
	}
	e.Setenv("MODULE", module)
	runnable := 0
	for _, d := range child.Descriptions(scenarios.All(), launch.Wish{}) {
		if d.Reason() == "" {
			runnable++
		}
	}
	e.Setenv("SCENARIOS", strconv.Itoa(len(scenarios.All())))
	e.Setenv("RUNNABLE", strconv.Itoa(runnable))
	return nil
}

// condition adds [callgrind], [postgres], [tmpfs], [hugepages], [caches] (their size is known), [freed] (this build sees a read of freed
// memory), [counts:EVENT], [runs:SCENARIO] and [toolchain:RELEASE] (it was downloaded) to
// testscript's own.
func condition(cond string) (bool, error) {
	name, isRuns := strings.CutPrefix(cond, "runs:")
	event, isCounts := strings.CutPrefix(cond, "counts:")
	release, isToolchain := strings.CutPrefix(cond, "toolchain:")
	switch {
	case cond == "postgres":
		return hasDatabase(), nil
	case cond == "tmpfs":
		return canMount(), nil
	case cond == "freed":
		return plant.Sanitized() == nil, nil
	case cond == "callgrind":
		return callgrind.Lack() == "", nil
	case cond == "caches":
		return appOf(nil).home.CacheSizes().LLC > 0, nil
	case cond == "hugepages":
		_, err := os.Stat("/sys/kernel/mm/transparent_hugepage")
		return err == nil, nil
	case isCounts:
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		set := counters.Open()
		defer set.Close()
		return !slices.ContainsFunc(set.Lacks(), func(l events.Lack) bool { return l.Event == event }), nil
	case isToolchain:
		cmd := exec.Command("go", "version")
		cmd.Env = append(os.Environ(), "GOTOOLCHAIN="+release, "GOPROXY=off")
		return cmd.Run() == nil, nil
	case !isRuns:
		return false, fmt.Errorf("unknown condition [%s]", cond)
	}
	for _, d := range child.Descriptions(scenarios.All(), launch.Wish{}) {
		if d.Info.Name == name {
			return d.Reason() == "", nil
		}
	}
	return false, fmt.Errorf("condition [%s]: there is no such scenario", cond)
}

// exits runs a command that must end with an exit code:
//
//	exits CODE COMMAND [ARG...]
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		got = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if want := number(ts, args[0]); got != want {
		ts.Fatalf("%s: exit code %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

func number(ts *testscript.TestScript, s string) int {
	n, err := strconv.Atoi(s)
	ts.Check(err)
	return n
}

// width checks that no line of a file is wider than a number of columns:
//
//	width COLUMNS FILE
func width(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: width COLUMNS FILE")
	}
	most := number(ts, args[0])
	sentence := false // which a terminal wraps
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		line = strings.TrimSuffix(line, "\n")
		sentence = strings.HasPrefix(line, "→") || sentence && line != ""
		question := strings.HasSuffix(line, "?")
		address := strings.HasPrefix(strings.TrimSpace(line), "https://") // which is not broken
		if n := utf8.RuneCountInString(line); n > most && !sentence && !question && !address {
			ts.Fatalf("a line of %s is %d columns wide: %s", args[1], n, line)
		}
	}
}

// collect checks the results of a number of runs, whose text it gathers in a
// file, and that the runs left no temporary file:
//
//	collect RUNS FOLDER FILE
func collect(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: collect RUNS FOLDER FILE")
	}
	f, err := readFolder(ts.MkAbs(args[1]), false)
	ts.Check(err)
	if want := number(ts, args[0]); len(f.texts) != want {
		ts.Fatalf("%s holds %d results files, want %d", args[1], len(f.texts), want)
	}
	if len(f.lines) > 0 && len(f.records) == 0 {
		ts.Fatalf("%s holds lines, and its journals no record", args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(strings.Join(f.texts, "")), 0o666))
	left, err := filepath.Glob(filepath.Join(ts.Getenv("TMPDIR"), "*"))
	ts.Check(err)
	for _, name := range left {
		if base := filepath.Base(name); base != "hanging" && base != "wavering" && base != "dying" {
			ts.Fatalf("temporary file left behind: %s", base)
		}
	}
}

// leaveBehind leaves behind what a run killed in the middle of a write leaves:
//
//	plant FOLDER
func leaveBehind(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: plant FOLDER")
	}
	texts, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*", "*.txt"))
	ts.Check(err)
	if len(texts) == 0 {
		ts.Fatalf("%s holds no results file", args[0])
	}
	ts.Check(os.WriteFile(filepath.Join(filepath.Dir(texts[0]), ".bufbench-part-0123456789abcdef"), []byte("half a file"), 0o666))
}

// order writes the launches of a journal with their seeds to a file, in the
// order in which they were measured:
//
//	order FOLDER FILE
func order(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: order FOLDER FILE")
	}
	f, err := readFolder(ts.MkAbs(args[0]), false)
	ts.Check(err)
	var out bytes.Buffer
	for _, r := range f.records {
		fmt.Fprintln(&out, runner.Key(r.Scenario, r.Case), r.Launch, r.Seed, r.Blocks[0].Seed, r.Blocks[1].Seed)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), out.Bytes(), 0o666))
}

// parse reads JSON and prints what a script can look for:
//
//	parse list|run|doctor|compare|check|machine|calibration FILE
func parse(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: parse list|run|doctor|compare|check|machine|calibration FILE")
	}
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile(args[1])))
	dec.DisallowUnknownFields()
	out := bufio.NewWriter(ts.Stdout())
	defer out.Flush()
	switch args[0] {
	case "list":
		var entries []report.Entry
		ts.Check(dec.Decode(&entries))
		for _, e := range entries {
			fmt.Fprintln(out, e.Name, e.Class, e.Arms, e.Axes, e.Runnable, e.Reason, e.Question)
		}
	case "run":
		var doc report.Document
		ts.Check(dec.Decode(&doc))
		printDocument(out, doc)
	case "calibration":
		printCalibration(ts, dec, out)
	case "doctor":
		var doc report.ControlsDocument
		ts.Check(dec.Decode(&doc))
		for _, c := range doc.Controls {
			fmt.Fprintf(out, "%s %s by %s: %s\n", c.Name, c.Verdict, c.By, c.Said)
		}
	case "check":
		printChecked(ts, dec, out)
	case "compare":
		var doc report.ComparisonDocument
		ts.Check(dec.Decode(&doc))
		printComparison(out, doc)
	case "machine":
		var doc report.MachineDocument
		ts.Check(dec.Decode(&doc))
		printMachine(out, doc)
	default:
		ts.Fatalf("parse %s: list, run, doctor, machine, calibration, compare and check are known", args[0])
	}
	if dec.More() {
		ts.Fatalf("%s holds more than one JSON value", args[1])
	}
}

func printMachine(out *bufio.Writer, doc report.MachineDocument) {
	fmt.Fprintln(out, "machine", doc.Machine, doc.System)
	for _, f := range doc.Findings {
		fmt.Fprintf(out, "%s %s %s | %s", f.Name, f.Grade, f.Seen, f.Why)
		if f.Try != "" {
			fmt.Fprintf(out, " $ %s", f.Try)
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintln(out, "unknown", doc.Unknown)
}

// printCalibration prints the shape of a calibration, and the last of a file of
// them.
func printCalibration(ts *testscript.TestScript, dec *json.Decoder, out *bufio.Writer) {
	var c report.Calibration
	ts.Check(dec.Decode(&c))
	fmt.Fprintln(out, "machine", c.Machine, c.Go == runtime.Version(), c.Seconds, c.Alpha, c.Power, c.Fit != nil)
	for _, one := range c.Classes {
		fmt.Fprint(out, "class ", one.Class, " ", one.Launches > 0, one.False <= one.Verdicts)
		for _, r := range one.After {
			fmt.Fprint(out, " after ", r.Seconds)
		}
		for _, p := range one.Planted {
			fmt.Fprint(out, " planted ", p.Effect)
		}
		fmt.Fprintln(out)
	}
}

func printDocument(out *bufio.Writer, doc report.Document) {
	fmt.Fprintln(out, "file", doc.File)
	for _, s := range doc.Scenarios {
		for _, c := range s.Cases {
			for _, a := range c.Arms {
				fmt.Fprintln(out, "arm", s.Name, c.Size, c.Passes, a.Name, len(a.Values) > 0, a.Factor != nil)
			}
		}
		fmt.Fprintln(out, "answer", s.Name, s.Answer)
	}
	if doc.Fit != nil {
		fmt.Fprintln(out, "fit", doc.Fit.Fit == (doc.Fit.Reason == ""))
		for _, t := range doc.Fit.Classes {
			fmt.Fprintln(out, "class", t.Class, t.Ratio != nil, t.Floor != nil, t.Against.Verdict)
		}
	}
	for _, f := range doc.Failed {
		fmt.Fprintln(out, "failed", f.Name, f.Reason)
	}
	for _, f := range doc.Skipped {
		fmt.Fprintln(out, "skipped", f.Name, f.Reason)
	}
}

func printComparison(out *bufio.Writer, doc report.ComparisonDocument) {
	fmt.Fprintln(out, "summary", doc.Summary)
	fmt.Fprintf(out, "complete %v counts %+v\n", doc.Complete, doc.Counts)
	for _, p := range doc.Unread {
		fmt.Fprintf(out, "unread %s:%d: %s\n", p.File, p.Line, p.What)
	}
	for _, t := range doc.Tables {
		fmt.Fprintln(out, "table", t.Unit, t.Better, t.Config, t.Across, t.Apart)
		for _, r := range t.Rows {
			fmt.Fprint(out, "row ", r.Name)
			for _, c := range r.Cells {
				switch {
				case c == nil:
					fmt.Fprint(out, " -")
				case c.Against == nil:
					fmt.Fprintf(out, " %v", c.Center)
				default:
					fmt.Fprintf(out, " %v %s %s", c.Center, c.Against.Method, c.Against.Verdict)
				}
			}
			fmt.Fprintln(out)
		}
	}
}
