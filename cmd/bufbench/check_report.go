package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/check"
)

// print prints to standard output, to the files that were asked for, and for GitHub where
// it runs this.
func (k *checkRun) print(out report.Checked) error {
	out.Color = k.program.color(k.judging)
	if err := report.Gate(k.program.stdout, out); err != nil {
		return err
	}
	for _, line := range out.Reservations() {
		fmt.Fprintf(k.program.stderr, "bufbench: %s\n", line)
	}
	out.Color = false
	for _, o := range k.outputs {
		if err := writeFile(o, func(w io.Writer) error { return k.as(filepath.Ext(o), w, out) }); err != nil {
			return err
		}
	}
	if !k.program.github.Running {
		return nil
	}
	report.Annotations(console.Raw(k.program.stdout), out)
	return appendSummary(k.program.github.Summary, func(w io.Writer) error { return report.GateMarkdown(w, out) })
}

// as prints in the form of a file's ending.
func (k *checkRun) as(ending string, w io.Writer, out report.Checked) error {
	switch ending {
	case ".xml":
		return report.GateJUnit(w, out, k.judging.failOn == "undecided")
	case ".md":
		return report.GateMarkdown(w, out)
	case ".json":
		return report.GateJSON(w, out)
	}
	return report.Gate(w, out)
}

// writeFile writes a file that was asked for, whole or not at all.
func writeFile(path string, write func(io.Writer) error) error {
	var text bytes.Buffer
	if err := write(console.NewWriter(&text)); err != nil {
		return err
	}
	if err := wholefile.WriteNamed(path, text.Bytes()); err != nil {
		return fmt.Errorf("write a report: %w", err)
	}
	return nil
}

// save saves the results as a baseline if they are whole and the gate lets them pass.
func (k *checkRun) save(found check.Outcome, verdict error) error {
	if k.spec.Baseline.Save == "" {
		return nil
	}
	var bad *verdictError
	if len(found.Problems) == 0 && errors.As(verdict, &bad) {
		fmt.Fprintf(k.program.stderr, "bufbench: no baseline was saved: %s\n", bad.text)
		return nil
	}
	path, err := check.Save(k.spec, found)
	if err == nil {
		fmt.Fprintf(k.program.stderr, "baseline: %s\n", path)
	}
	return err
}

// verdict is the exit code as an error.
func (k *checkRun) verdict(out report.Checked) error {
	n := gate.Counts(out.Outcomes)
	f := finding{worse: n[gate.Broken], undecided: n[gate.Undecided], seen: gate.Seen(out.Outcomes), summary: out.Summary()}
	if len(out.Problems)+n[gate.Gone] > 0 {
		f.missing = "something is missing"
	}
	if f.missing == "" && len(out.Outcomes) == n[gate.Skipped] && k.spec.Baseline.Save == "" && out.First == "" {
		f.nothing = "nothing was checked: " + out.Summary()
	}
	for _, o := range out.Outcomes {
		if o.Looks {
			f.looks++
		}
	}
	return f.err(k.judging.failOn)
}
