package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/scenarios/kernel"
	"github.com/bufbench/bufbench/scripts/trial/spins"
)

// spinMain is the main of the program that bufbench measures in a trial of break-evens.
func spinMain() int {
	var scenarios []bench.Scenario
	for _, s := range spins.All() {
		scenarios = append(scenarios, s)
	}
	return child.Main(scenarios, kernel.References())
}

// runCrossings measures every scenario of package spins as a person would, and prints
// one line for each. It counts how often the interval holds the truth.
func (t trial) runCrossings(ctx context.Context, out io.Writer) error {
	fmt.Fprintf(out, "%-8s %-7s %9s %9s %21s  %s\n", "planted", "along", "truth", "found", "interval", "")
	held, all := map[string]int{}, map[string]int{}
	for _, s := range spins.All() {
		if !t.class.MatchString(s.Name) {
			continue
		}
		begin := time.Now()
		b, err := t.breakeven(ctx, s)
		if err != nil {
			return fmt.Errorf("measure %s: %w", s.Name, err)
		}
		all[b.Along]++
		line, ok := holds(s, b)
		if ok {
			held[b.Along]++
		}
		fmt.Fprintf(out, "%-8s %-7s %s, %.0f s\n", s.Name, b.Along, line, time.Since(begin).Seconds())
	}
	for _, along := range []string{"size", "passes"} {
		if all[along] > 0 {
			fmt.Fprintf(out, "along the %s: the truth lies in %d of %d intervals\n", along, held[along], all[along])
		}
	}
	return nil
}

// holds prints the truth beside the break-even found. It reports whether the narrower
// interval, that of the run itself, holds the truth.
func holds(s spins.Spin, b report.BreakevenJSON) (line string, held bool) {
	if len(b.Crossings) != 1 || b.Crossings[0].Run == nil || b.Crossings[0].Run.Lo == nil || b.Crossings[0].Run.Hi == nil {
		return fmt.Sprintf("%9.4g %9s %21s  %s", s.Truth(), "-", "-", b.Answer), false
	}
	at := b.Crossings[0].Run
	held = *at.Lo <= s.Truth() && s.Truth() <= *at.Hi
	word := map[bool]string{true: "holds it", false: "MISSES IT"}[held]
	return fmt.Sprintf("%9.4g %9.4g %21s  %s", s.Truth(), at.Center, fmt.Sprintf("[%.4g, %.4g]", *at.Lo, *at.Hi), word), held
}

// breakeven returns bufbench's break-even of one scenario.
func (t trial) breakeven(ctx context.Context, s spins.Spin) (b report.BreakevenJSON, err error) {
	self, err := os.Executable()
	if err != nil {
		return b, err
	}
	folder, err := os.MkdirTemp("", "crossings-")
	if err != nil {
		return b, err
	}
	defer os.RemoveAll(folder)
	cmd := exec.CommandContext(ctx, t.program, "run", "-program", self, "-format", "json", "-vary=false", "-results", folder, s.Name)
	var talk bytes.Buffer
	cmd.Stderr = &talk
	text, err := cmd.Output()
	if err != nil {
		return b, fmt.Errorf("%w: %s", err, &talk)
	}
	var doc report.Document
	if err := json.Unmarshal(text, &doc); err != nil {
		return b, fmt.Errorf("read the report of bufbench: %w", err)
	}
	if len(doc.Scenarios) != 1 || len(doc.Scenarios[0].Breakevens) != 1 {
		return b, fmt.Errorf("the report has %d scenarios, want one with one break-even", len(doc.Scenarios))
	}
	return doc.Scenarios[0].Breakevens[0], nil
}
