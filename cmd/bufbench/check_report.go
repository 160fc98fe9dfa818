package main

import (
	"errors"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/check"
)

// print prints to standard output, to files, and to GitHub if it runs this.
func (k *checkRun) print(out report.Gate) error {
	out.Color, out.Strict = k.color(k.judging.color), k.judging.failOn == "undecided"
	if err := k.output.print(k.stdout, page.GateForms(out.Forms())); err != nil {
		return err
	}
	for _, line := range out.Reservations() {
		k.say("bufbench: %s", line)
	}
	out.Color = false
	if err := k.output.write(page.GateForms(out.Forms())); err != nil || !k.github.Running {
		return err
	}
	out.Annotations(console.Raw(k.stdout))
	return appendSummary(k.github.Summary, out.Forms()[report.MarkdownForm])
}

// save saves the results as a baseline if they are whole and the gate lets them pass.
func (k *checkRun) save(found check.Outcome, verdict error) error {
	if k.spec.Baseline.Save == "" {
		return nil
	}
	var bad *verdictError
	if len(found.Problems) == 0 && errors.As(verdict, &bad) {
		k.say("bufbench: no baseline was saved: %s", bad.text)
		return nil
	}
	path, err := check.Save(k.spec, found)
	if err == nil {
		k.say("baseline: %s", path)
	}
	return err
}

// verdict is the exit code as an error.
func (k *checkRun) verdict(out report.Gate) error {
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
