package progress

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/runs/session"
)

// pace is a run of twelve cases.
func pace(p session.Pace) session.Pace {
	p.Cases, p.Left = 12, -1
	return p
}

const wipe = "\r\x1b[K" // to the beginning of the line, and clear it

// TestProgressLive follows the one line that a terminal shows.
func TestProgressLive(t *testing.T) {
	var out bytes.Buffer
	l := &line{out: &out, live: true}
	w := watch(l, time.Now())
	for _, step := range []struct {
		name string
		do   func()
		want []string // the parts that are written, in order
	}{
		{"nothing to clear", l.clear, nil},
		{"proving", func() { w.Pace(pace(session.Pace{Scenario: "SubSlice", Proving: true})) }, []string{"proving SubSlice", "0/12 cases", "launch ≤100ms"}},
		{"measuring", func() { w.Pace(pace(session.Pace{Scenario: "SubSlice", Done: 2, Launch: 1234 * time.Millisecond})) }, []string{wipe, "measuring SubSlice", "2/12 cases  launch ≤1.3s"}},
		{"next scenario", func() { w.Pace(pace(session.Pace{Scenario: "CMemory", Done: 3, Further: 4})) }, []string{wipe, "measuring CMemory", "3/12 cases +4 further"}},
		{"a line for pipes", func() { l.note("never") }, nil},
		{"a line that stays", func() { w.Say("FAILED it") }, []string{wipe, "FAILED it\n"}},
		{"nothing left to clear", l.clear, nil},
		{"drawn again", func() { w.Pace(pace(session.Pace{Scenario: "CMemory"})) }, []string{"measuring CMemory"}},
		{"the end", l.clear, []string{wipe}},
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
	r, stderr, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	l := newLine(stderr)
	w := watch(l, time.Now())
	w.Pace(pace(session.Pace{Scenario: "SubSlice", Proving: true}))
	w.Pace(pace(session.Pace{Scenario: "SubSlice"}))
	l.note("a case")
	w.Say("FAILED it")
	l.clear()
	stderr.Close()
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
	l := &line{out: &out, live: true}
	w := watch(l, time.Now())
	w.Pace(pace(session.Pace{Scenario: "SubSlice"}))
	out.Reset()
	w.Say("skipped CMemory: no compiler")
	if want := wipe + "skipped CMemory: no compiler\n"; out.String() != want {
		t.Errorf("wrote %q, want %q", out.String(), want)
	}
}

// TestPaced: the live line of the longest scenario and a long run fits a terminal.
func TestPaced(t *testing.T) {
	at := session.Pace{Scenario: "DecodeNumbers", Done: 120, Cases: 211, Further: 14, Launch: 2500 * time.Millisecond, Left: 65 * time.Second}
	want := "measuring DecodeNumbers  120/211 cases +14 further  launch ≤3s  2m5s, 1m5s left"
	if got := paced(at, 125*time.Second); got != want {
		t.Errorf("paced() = %q, want %q", got, want)
	}
}
