package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/measure/plant"
	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchmath"
)

// peer is what most people do: a test binary, run once for each side, ten
// times each benchmark, and benchstat's test of the two.
type peer struct{ dir string }

const peerPackage = "github.com/bufbench/bufbench/scripts/trial/works"

// buildPeer builds the test binary with the settings of this program.
func buildPeer(ctx context.Context) (*peer, error) {
	dir, err := os.MkdirTemp("", "trial")
	if err != nil {
		return nil, fmt.Errorf("make a folder for the test binary: %w", err)
	}
	p := &peer{dir}
	build := exec.CommandContext(ctx, "go", "test", "-c", "-tags", ownTags(), "-o", p.binary(), peerPackage)
	if text, err := build.CombinedOutput(); err != nil {
		p.remove()
		return nil, fmt.Errorf("build the test binary: %w: %s", err, text)
	}
	return p, nil
}

// ownTags are the build tags of this program: both tools try the same works.
func ownTags() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "-tags" {
				return s.Value
			}
		}
	}
	return ""
}

func (p *peer) binary() string { return filepath.Join(p.dir, "works.test") }
func (p *peer) remove()        { os.RemoveAll(p.dir) }

// compare runs both sides in about the given time, and asks what benchstat
// asks: is p of the Mann-Whitney U test below 0.05?
func (p *peer) compare(ctx context.Context, j job, seconds float64) (outcome, error) {
	begin := time.Now()
	o := outcome{
		Tool: "benchstat", Class: j.work.Class, Work: j.work.Name, Parts: j.parts,
		Truth: plant.Truth(j.parts), Word: "undecided",
	}
	var sides [2]*benchmath.Sample
	for i, arm := range []string{"copy", "twin"} {
		values, err := p.side(ctx, j, arm, seconds)
		if err != nil {
			return o, err
		}
		sides[i] = benchmath.NewSample(values, &benchmath.DefaultThresholds)
	}
	o.Seconds = time.Since(begin).Seconds()
	judge(&o, sides)
	return o, nil
}

// judge is benchstat's verdict on two samples.
func judge(o *outcome, sides [2]*benchmath.Sample) {
	found := benchmath.AssumeNothing.Compare(sides[0], sides[1])
	a := benchmath.AssumeNothing.Summary(sides[0], 0.95).Center
	b := benchmath.AssumeNothing.Summary(sides[1], 0.95).Center
	o.P, o.Center = found.P, math.Log(b/a)
	if found.P < found.Alpha {
		o.Word = "better"
		if b > a {
			o.Word = "worse"
		}
	}
}

// rounds is -count.
const rounds = 10

// side is `go test -bench -count=10` of one arm. The time is divided by what
// finding b.N adds, about a quarter.
func (p *peer) side(ctx context.Context, j job, arm string, seconds float64) ([]float64, error) {
	each := time.Duration(seconds / (2 * rounds * 1.25) * float64(time.Second))
	pattern := fmt.Sprintf("^BenchmarkPlanted$/^%s$/^access=%s$/^%s$", j.work.Name, arm, strings.SplitN(j.work.Case(j.parts).String(), "/", 2)[0])
	cmd := exec.CommandContext(ctx, p.binary(), "-test.run", "^$", "-test.bench", pattern,
		"-test.count", fmt.Sprint(rounds), "-test.benchtime", each.String())
	cmd.Stderr = os.Stderr
	text, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("run %s: %w", pattern, err)
	}
	var values []float64
	r := benchfmt.NewReader(strings.NewReader(string(text)), pattern)
	for r.Scan() {
		if line, ok := r.Result().(*benchfmt.Result); ok {
			if v, ok := line.Value("sec/op"); ok {
				values = append(values, v)
			}
		}
	}
	if len(values) != rounds {
		return nil, fmt.Errorf("run %s: %d results, want %d", pattern, len(values), rounds)
	}
	return values, nil
}
