package report

import (
	"fmt"
	"io"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/claim"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// Run is the document of a whole run.
type Run struct {
	File        string // the results file
	Scenarios   []Scenario
	Ceilings    []verdict.Ceiling
	Level       func(bench.Bytes) string // names the memory that holds an array of a size: L1, L2, LLC
	Claims      []claim.Row              // claims that others published, beside these measurements
	Counters    *CountersJSON            // nil unless events were asked for
	Fitness     verdict.Fitness          // empty if identical code was not compared
	Calibration *Calibration             // nil if this machine was not calibrated
	Failed      []Failure
	Skipped     []Failure
	Trust       Trust // what was noted of how far the figures can be believed
	Verbose     bool  // every figure stands in the text, and claims that were not measured
}

// text prints the scenarios, what failed and was left out, and [Run.Sum].
func (r Run) text(w io.Writer) error {
	for _, s := range r.Scenarios {
		if err := r.Scenario(w, s); err != nil {
			return err
		}
	}
	if err := r.Sum(w); err != nil {
		return err
	}
	for _, line := range r.missing() {
		fmt.Fprintln(w, line)
	}
	_, err := fmt.Fprintf(w, "results: %s\n", plain(r.File))
	return err
}

// Scenario prints the text of one scenario, as soon as its last launch has ended.
func (r Run) Scenario(w io.Writer, s Scenario) error {
	if r.Verbose {
		return Verbose(w, s)
	}
	return Text(w, s)
}

// Sum prints the text of what belongs to the whole run: ceilings, claims, and whether the
// machine was fit.
func (r Run) Sum(w io.Writer) error {
	if err := Ceilings(w, r.Ceilings, r.Level); err != nil {
		return err
	}
	claims := r.Claims
	if !r.Verbose {
		claims = claim.Measured(claims)
	}
	if len(claims) > 0 {
		fmt.Fprintln(w)
	}
	if err := Claims(w, claims); err != nil {
		return err
	}
	return r.fit(w)
}

// fit prints how far the run can be believed, whether the machine was fit, and what it
// can tell by its calibration.
func (r Run) fit(w io.Writer) error {
	if err := r.Trust.text(w); err != nil {
		return err
	}
	if err := Alike(w, r.Fitness); err != nil || r.Calibration == nil {
		return err
	}
	return Detects(w, *r.Calibration)
}

// missing names failures, scenarios left out, and events that were not counted.
func (r Run) missing() []string {
	var all []string
	for _, f := range r.Failed {
		all = append(all, "failed: "+plain(f.Name)+": "+sentence(f.Reason))
	}
	for _, f := range r.Skipped {
		all = append(all, "skipped: "+plain(f.Name)+": "+sentence(f.Reason))
	}
	for _, f := range r.Trust.Lacks {
		all = append(all, "missing: "+plain(f.Name)+": "+sentence(f.Reason))
	}
	if r.Counters != nil {
		for _, l := range r.Counters.Lacks {
			all = append(all, "not counted: "+l.Event+": "+sentence(l.Reason))
		}
	}
	return all
}

// markdown prints the scenarios with their answers, the claims, and what is missing.
func (r Run) markdown(w io.Writer) error {
	for _, s := range r.Scenarios {
		if err := MarkdownAnswer(w, s); err != nil {
			return err
		}
	}
	if err := r.MarkdownSum(w); err != nil {
		return err
	}
	if missing := r.missing(); len(missing) > 0 {
		fmt.Fprint(w, "\n## Missing\n\n")
		for _, line := range missing {
			fmt.Fprintf(w, "- %s\n", escaped(line))
		}
	}
	_, err := fmt.Fprintf(w, "\nResults: %s\n", escaped(plain(r.File)))
	return err
}

// MarkdownSum prints [Run.Sum] in markdown.
func (r Run) MarkdownSum(w io.Writer) error {
	fmt.Fprint(w, "## Published claims\n\n")
	if err := MarkdownClaims(w, r.Claims); err != nil {
		return err
	}
	return r.fit(w)
}

// document is the run as programs read it.
func (r Run) document() Document {
	doc := Document{
		File: r.File, Scenarios: []ScenarioJSON{}, Failed: notNil(r.Failed), Skipped: notNil(r.Skipped),
		Claims: ClaimsJSON(r.Claims), Counters: r.Counters, Fit: Fitness(r.Fitness), Trust: r.Trust.document(),
	}
	for _, s := range r.Scenarios {
		doc.Scenarios = append(doc.Scenarios, s.JSON())
	}
	return doc
}
