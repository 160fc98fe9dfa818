package check

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// Judge reads the results and holds the claims and the baseline against them. Today is
// the day by which acknowledgements are stale.
func Judge(s Spec, today time.Time) (Outcome, error) {
	k := judge{spec: s}
	if err := k.claims(); err != nil {
		return k.out, err
	}
	if s.Baseline.Name != "" && len(k.out.Problems) == 0 {
		if err := k.baseline(); err != nil {
			return k.out, err
		}
	}
	if k.out.Unfit != "" && gate.Unfit(k.out.Outcomes, k.out.Unfit) == 0 {
		k.out.Unfit = "" // no time is judged
	}
	for _, stale := range gate.Acknowledge(k.out.Outcomes, s.Acks.List, today, s.Acks.File) {
		k.problem(stale.Error())
	}
	return k.out, nil
}

// judge is a check that goes on.
type judge struct {
	spec Spec
	out  Outcome
}

func (k *judge) problem(text string) { k.out.Problems = append(k.out.Problems, text) }

// doubt notes that the machine of a text was not fit.
func (k *judge) doubt(what string, p result.Place) {
	if p.Unfit != "" && k.out.Unfit == "" {
		k.out.Unfit = what + ": " + p.Unfit
	}
}

// texts reads some inputs.
func (k *judge) texts(inputs []result.Input) *result.Texts {
	return &result.Texts{Inputs: inputs, Said: k.spec.Policy.Units}
}

// say notes how texts were read, once.
func (k *judge) say(notes ...string) {
	for _, n := range notes {
		if !slices.Contains(k.out.Notes, n) {
			k.out.Notes = append(k.out.Notes, n)
		}
	}
}

// unread notes what could not be read.
func (k *judge) unread(t *result.Texts) {
	k.out.Problems = append(k.out.Problems, result.Lines(t.Problems())...)
}

// claims reads the results and holds the claims against them.
func (k *judge) claims() error {
	texts := k.texts(k.spec.Inputs)
	series := gate.SeriesOf(texts.Records())
	k.unread(texts)
	k.say(texts.Notes()...)
	if len(series) == 0 {
		return errors.New("nothing was checked: there is no benchmark result")
	}
	for _, p := range texts.Places() {
		if k.out.Place.Known() && p.Known() && !k.out.Place.Same(p) {
			return fmt.Errorf("the results are of different machines, %q and %q: check those of one", k.out.Place.String(), p.String())
		}
		if !k.out.Place.Known() || k.out.Place.Machine == "" && p.Machine != "" {
			k.out.Place = p
		}
		k.doubt("the results", p)
	}
	if len(k.spec.Claims) == 0 {
		return nil
	}
	outcomes, err := gate.Judge(k.spec.Claims, series, k.spec.Policy.Goal.Alpha, k.measuredOn())
	if err != nil {
		return err
	}
	lines, err := k.lines()
	if err != nil {
		return err
	}
	if err := gate.Breakevens(k.spec.Claims, lines, outcomes); err != nil {
		return err
	}
	k.out.Outcomes = outcomes
	return nil
}

// measuredOn is the name of the machine of the results: this one where they do
// not name any.
func (k *judge) measuredOn() string {
	if k.out.Place.Machine != "" {
		return k.out.Place.Machine
	}
	return k.spec.Machine
}

// lines are the lines of scenarios among the results. What is none has been
// read by others.
func (k *judge) lines() ([]result.Line, error) {
	var lines []result.Line
	for _, in := range k.spec.Inputs {
		text, err := in.Whole()
		if err != nil {
			return nil, err
		}
		some, _, _ := result.LinesOf(text, in.Path)
		lines = append(lines, some...)
	}
	return lines, nil
}

// baseline compares the results with a baseline of the same machine.
func (k *judge) baseline() error {
	path, err := k.path()
	var none *result.NoBaseline
	if errors.As(err, &none) && k.spec.Baseline.Save == k.spec.Baseline.Name {
		k.out.First = fmt.Sprintf("there is no baseline %s yet: these results become it", k.spec.Baseline.Name)
		return nil
	}
	if err != nil {
		return err
	}
	inputs := []result.Input{{Label: gate.Then, Path: path}}
	for _, in := range k.spec.Inputs {
		in.Label = gate.Now
		inputs = append(inputs, in)
	}
	texts := k.texts(inputs)
	texts.Base = true
	parts := texts.Parts()
	if !k.spec.Baseline.Absolute {
		for i, part := range parts {
			parts[i] = gate.Relative(part)
		}
	}
	cells, err := compare.Collect(compare.Query{}, parts)
	if err != nil {
		return err
	}
	problems, _ := texts.Problems()
	for _, p := range problems {
		if p.File == path {
			return fmt.Errorf("the baseline cannot be used: %w", p)
		}
		k.problem(p.Error()) // it is of both texts: what each says by itself has been read
	}
	if texts.Bare() {
		k.out.First = fmt.Sprintf("the baseline %s has no benchmark: these are the first, and there is nothing to compare them with", path)
		return nil
	}
	places, err := k.places(texts.Places(), path)
	if err != nil {
		return err
	}
	k.say(texts.Notes()...)
	k.say(report.Suffixes(cells.Suffixes())...)
	units := texts.Units()
	gate.Describe(units)
	tables := cells.Tables(k.spec.Policy.Goal, units, places)
	outcomes := gate.Baseline(tables, k.spec.Policy.Threshold)
	if apart := cells.KeptApart(); len(outcomes) == 0 && len(apart) > 0 {
		return fmt.Errorf("nothing was compared with the baseline %s: %s", path, report.Apart(apart))
	}
	if len(outcomes) == 0 {
		return fmt.Errorf("nothing was compared: the baseline %s and the results have no benchmark in common", path)
	}
	for _, t := range tables {
		for _, a := range t.Across {
			if text := a.String(); !slices.Contains(k.out.Across, text) {
				k.out.Across = append(k.out.Across, text)
			}
		}
	}
	k.out.Outcomes = append(k.out.Outcomes, append(outcomes, gate.Missing(tables)...)...)
	return nil
}

// places returns where the baseline and the results were measured; the baseline is
// first. A baseline saved under a name is of the machine of its folder. Results that
// do not name their machine are of this one.
func (k *judge) places(places []result.Place, path string) ([]result.Place, error) {
	then := &places[0]
	if path != k.spec.Baseline.Name {
		then.Machine = k.measuredOn()
	}
	k.doubt("the baseline", *then)
	if !then.Known() {
		return nil, fmt.Errorf("the baseline %s does not say where it was measured (save it again by bufbench check)", path)
	}
	for i := range places[1:] {
		now := &places[i+1]
		if unnamed := now.Machine == ""; unnamed && now.Same(result.Place{OS: then.OS, Arch: then.Arch, CPU: then.CPU}) {
			now.Machine = k.spec.Machine
		}
		if !then.Same(*now) {
			k.say(fmt.Sprintf("the baseline %s is of another machine: it is of %q, the results are of %q; only allocations and copied bytes are judged (save a baseline here)", path, then.String(), now.String()))
		}
	}
	return places, nil
}

// path is the file of the baseline: that of a name, or the file itself.
func (k *judge) path() (string, error) {
	if strings.ContainsAny(k.spec.Baseline.Name, "/\\") || filepath.Ext(k.spec.Baseline.Name) == ".txt" {
		return k.spec.Baseline.Name, nil
	}
	return result.FindBaseline(k.spec.Baseline.Folder, k.measuredOn(), k.spec.Baseline.Name)
}
