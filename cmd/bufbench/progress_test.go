package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// pace is a run of twelve cases.
func pace(p runner.Pace) session.Pace { return session.Pace{Pace: p, Cases: 12, Left: -1} }

const wipe = "\r\x1b[K" // to the beginning of the line, and clear it

// TestProgressLive follows the one line that a terminal shows.
func TestProgressLive(t *testing.T) {
	var out bytes.Buffer
	p := &progress{out: &out, live: true, total: 12, begin: time.Now()}
	for _, step := range []struct {
		name string
		do   func()
		want []string // the parts that are written, in order
	}{
		{"nothing to clear", p.clear, nil},
		{"proving", func() { p.pace(pace(runner.Pace{Scenario: "SubSlice", Proving: true})) }, []string{"proving SubSlice", "0 launches", "0/12 cases done"}},
		{"measuring", func() { p.pace(pace(runner.Pace{Scenario: "SubSlice", Done: 7, Closed: 2})) }, []string{wipe, "measuring SubSlice", "7 launches", "2/12"}},
		{"next scenario", func() { p.pace(pace(runner.Pace{Scenario: "CMemory", Closed: 1})) }, []string{wipe, "measuring CMemory", "3/12"}},
		{"a line for pipes", func() { p.line("never") }, nil},
		{"a line that stays", func() { p.say("FAILED %s", "it") }, []string{wipe, "FAILED it\n"}},
		{"nothing left to clear", p.clear, nil},
		{"drawn again", func() { p.pace(pace(runner.Pace{Scenario: "CMemory", Done: 1})) }, []string{"measuring CMemory"}},
		{"the end", p.clear, []string{wipe}},
	} {
		out.Reset()
		step.do()
		got := out.String()
		if len(step.want) == 0 && got != "" {
			t.Errorf("%s: wrote %q, want nothing", step.name, got)
		}
		for _, part := range step.want {
			_, rest, found := strings.Cut(got, part)
			if !found {
				t.Errorf("%s: wrote %q, which lacks %q", step.name, out.String(), part)
				break
			}
			got = rest
		}
		if n := strings.Count(out.String(), wipe); len(step.want) > 0 && n != strings.Count(strings.Join(step.want, ""), wipe) {
			t.Errorf("%s: wiped the line %d times: %q", step.name, n, out.String())
		}
	}
}

// TestProgressPiped: elsewhere there are whole lines and nothing is redrawn.
func TestProgressPiped(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	p := newProgress(w, 12)
	p.pace(pace(runner.Pace{Scenario: "SubSlice", Proving: true}))
	p.pace(pace(runner.Pace{Scenario: "SubSlice", Done: 2}))
	p.line("a case")
	p.say("FAILED %s", "it")
	p.clear()
	w.Close()
	var got bytes.Buffer
	if _, err := got.ReadFrom(r); err != nil {
		t.Fatal(err)
	}
	if want := "a case\nFAILED it\n"; got.String() != want {
		t.Errorf("wrote %q, want %q", got.String(), want)
	}
}

// TestSkipClears: what is said while the live line stands wipes it first.
func TestSkipClears(t *testing.T) {
	var out bytes.Buffer
	p := &progress{out: &out, live: true, total: 12, begin: time.Now()}
	p.pace(pace(runner.Pace{Scenario: "SubSlice"}))
	out.Reset()
	watcher(p).Say("skipped CMemory: no compiler")
	if want := wipe + "skipped CMemory: no compiler\n"; out.String() != want {
		t.Errorf("wrote %q, want %q", out.String(), want)
	}
}
