package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchmath"
)

// revisionPeer is what most people do with two revisions.
type revisionPeer struct {
	dir, repo string
	parts     int
	built     bool
}

// compare takes as long as an outcome of bufbench ab did, and asks what benchstat
// asks.
func (p *revisionPeer) compare(ctx context.Context, like outcome) (outcome, error) {
	o := outcome{Tool: "benchstat", Class: like.Class, Work: like.Work, Parts: like.Parts, Truth: like.Truth, Word: "undecided"}
	if err := p.build(ctx); err != nil {
		return o, err
	}
	pkg, name, _ := strings.Cut(like.Work, ".")
	each := time.Duration(like.Seconds / (2 * rounds * 1.25) * float64(time.Second))
	begin := time.Now()
	var sides [2]*benchmath.Sample
	for i, side := range []string{"base", "head"} {
		cmd := exec.CommandContext(ctx, p.binary(side, pkg), "-test.run=^$", "-test.bench=^Benchmark"+name+"$", "-test.count="+strconv.Itoa(rounds), "-test.benchtime="+each.String())
		text, err := cmd.Output()
		if err != nil {
			return o, fmt.Errorf("run %s of the %s: %w", like.Work, side, err)
		}
		var values []float64
		for r := benchfmt.NewReader(strings.NewReader(string(text)), side); r.Scan(); {
			if line, ok := r.Result().(*benchfmt.Result); ok {
				v, _ := line.Value("sec/op")
				values = append(values, v)
			}
		}
		sides[i] = benchmath.NewSample(values, &benchmath.DefaultThresholds)
	}
	o.Seconds = time.Since(begin).Seconds()
	judge(&o, sides)
	return o, nil
}

func (p *revisionPeer) binary(side, pkg string) string {
	return filepath.Join(p.dir, fmt.Sprintf("%s-%s-%d.test", side, pkg, p.parts))
}

// build builds the test binaries of both revisions, once per head.
func (p *revisionPeer) build(ctx context.Context) error {
	if p.built {
		return nil
	}
	for _, side := range []string{"base", "head"} {
		if err := inGit(ctx, p.repo, "checkout", "--quiet", side); err != nil {
			return err
		}
		for _, pkg := range packages {
			if err := command(ctx, p.repo, "go", "test", "-c", "-o", p.binary(side, pkg), "./"+pkg); err != nil {
				return err
			}
		}
	}
	p.built = true
	return nil
}
