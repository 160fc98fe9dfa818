package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/result"
)

// A budget keeps what the self-test takes.
func TestSelfTestKeeps(t *testing.T) {
	with := &program{same: plant.Same()}
	for _, test := range []struct {
		budget, want time.Duration
		off          bool
		program      *program
	}{
		{budget: time.Minute, want: 6 * time.Second, program: with},
		{budget: 2 * time.Second, want: time.Second, program: with},
		{budget: time.Minute, off: true, program: with},
		{budget: time.Minute, program: &program{}},
	} {
		s := &session{program: test.program, selfTestOff: test.off, stop: stopping{budget: test.budget}}
		if got := s.selfTestKeeps(); got != test.want {
			t.Errorf("of %s, off %v, %s are kept, want %s", test.budget, test.off, got, test.want)
		}
	}
}

// A run says in its file whether the machine is fit, and on standard error only if it
// is not.
func TestSelfTestSaysWhetherFit(t *testing.T) {
	for _, test := range []struct {
		noise interval.Estimate
		head  string // of the file
		talk  string // on standard error; empty is nothing
	}{
		{interval.Estimate{Center: 1, Lo: 0.998, Hi: 1.002}, "# fit: identical code within 0.2", ""},
		{interval.Estimate{Center: 1, Lo: 0.8, Hi: 1.2}, "# unfit: identical code may differ by ", "unfit: identical code may differ by "},
	} {
		var talk bytes.Buffer
		file, err := result.Create(t.TempDir(), result.Header{Machine: "m", Commit: "c", Started: time.Now()})
		if err != nil {
			t.Fatal(err)
		}
		s := &session{
			program: &program{stderr: &talk}, file: file, progress: newProgress(&talk, 0),
			fitness: verdict.Fitness{{Class: "call", Noise: test.noise}},
		}
		s.fits()
		if err := file.Finish(); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(file.Path())
		if err != nil || !strings.Contains(string(text), "\n"+test.head) {
			t.Errorf("%v: the file says %q, %v, want %q", test.noise, text, err, test.head)
		}
		if got := talk.String(); !strings.HasPrefix(got, test.talk) || (got == "") != (test.talk == "") {
			t.Errorf("%v: it says %q, want %q", test.noise, got, test.talk)
		}
	}
}
