package report

import (
	"fmt"
	"io"
	"slices"
	"sync"
)

// text prints [Run.Body], what failed and was left out, and the file.
func (r Run) text(w io.Writer) error {
	if err := r.Body(w); err != nil {
		return err
	}
	for _, line := range r.missing() {
		fmt.Fprintln(w, line)
	}
	_, err := fmt.Fprintf(w, "results: %s\n", plain(r.File))
	return err
}

// Body prints the text of what was measured: one screen for one case, a table for one
// scenario, and a row per scenario for many. A full page has all tables instead. It
// prints nothing if nothing was measured.
func (r Run) Body(w io.Writer) error {
	switch n := len(r.Scenarios); {
	case r.Full || r.Verbose:
		return r.whole(w)
	case n == 0:
		return nil
	case n > 1:
		return r.overview(w)
	case len(r.Scenarios[0].Cases) == 1:
		return r.screen(w, r.Scenarios[0])
	}
	return r.cases(w, r.Scenarios[0])
}

// whole prints all tables: the scenarios, the ceilings, the claims, and whether the
// machine was fit.
func (r Run) whole(w io.Writer) error {
	for _, s := range r.Scenarios {
		printed := Text
		if r.Verbose {
			printed = Verbose
		}
		if err := printed(w, s); err != nil {
			return err
		}
	}
	for _, line := range r.setup() {
		fmt.Fprintln(w, line)
	}
	if err := Ceilings(w, r.Ceilings, r.level); err != nil {
		return err
	}
	if len(r.Claims) > 0 {
		fmt.Fprintln(w)
	}
	if err := Claims(w, r.Claims); err != nil {
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

// setup names the reader and the build, as far as they are known.
func (r Run) setup() (lines []string) {
	if r.Reader != "" {
		lines = append(lines, "Reader: "+plain(r.Reader))
	}
	if r.Build != "" {
		lines = append(lines, "Build: "+plain(r.Build))
	}
	return lines
}

// markdown prints the scenarios with their answers, the claims, and what is missing.
func (r Run) markdown(w io.Writer) error {
	for _, s := range r.Scenarios {
		if err := MarkdownAnswer(w, s, r.Rate); err != nil {
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
	for _, line := range r.setup() {
		fmt.Fprintf(w, "\n%s\n", escaped(line))
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

// Document is the run as programs read it.
func (r Run) Document() Document {
	doc := Document{
		Schema: RunSchema, File: r.File, Failed: notNil(r.Failed), Skipped: notNil(r.Skipped),
		Claims: ClaimsJSON(r.Claims), Counters: r.Counters, Fit: Fitness(r.Fitness),
		Rate: r.Rate, SetupJSON: SetupJSON{Reader: r.Reader, Build: r.Build, Trust: r.Trust.document(), Caches: r.Caches},
	}
	if r.Place.File != "" {
		doc.Place = &r.Place
	}
	launches := launchesOf(r.Lines)
	doc.Scenarios = make([]ScenarioJSON, len(r.Scenarios))
	var wait sync.WaitGroup
	for at, s := range r.Scenarios {
		wait.Go(func() { // break-evens take time
			one := s.JSON()
			one.Gains = gainsJSON(s, r.Rate)
			for i, c := range slices.Concat(s.Cases, s.Further) {
				name := one.Name + "/" + c.Case.String()
				one.Cases[i].prove(r.Proofs[name])
				one.Cases[i].launch(launches[name])
			}
			doc.Scenarios[at] = one
		})
	}
	wait.Wait()
	return doc
}
