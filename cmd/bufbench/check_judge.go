package main

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// doubt notes that a text is of a machine that was not fit when it was measured.
func (k *check) doubt(what string, p result.Place) {
	if p.Unfit != "" && k.unfit == "" {
		k.unfit = what + ": " + p.Unfit
	}
}

// texts reads some inputs.
func (k *check) texts(inputs []result.Input) *result.Texts {
	return &result.Texts{Inputs: inputs, Said: k.judging.units}
}

// say notes what a person should know of how texts were read, once.
func (k *check) say(notes ...string) {
	for _, n := range notes {
		if !slices.Contains(k.out.Notes, n) {
			k.out.Notes = append(k.out.Notes, n)
		}
	}
}

// unread notes what could not be read.
func (k *check) unread(t *result.Texts) {
	problems, more := t.Problems()
	for _, p := range problems {
		k.problem(p.Error())
	}
	if more > 0 {
		k.problem(fmt.Sprintf("… and %d lines more that cannot be read", more))
	}
}

// judgeClaims reads the results and holds the claims against them.
func (k *check) judgeClaims() error {
	texts := k.texts(k.inputs)
	series := gate.SeriesOf(texts.Records())
	k.unread(texts)
	k.say(texts.Notes()...)
	if len(series) == 0 {
		return errors.New("nothing was checked: there is no benchmark result")
	}
	for _, p := range texts.Places() {
		if k.place.Known() && p.Known() && !k.place.Same(p) {
			return fmt.Errorf("the results are of different machines, %q and %q: check those of one", k.place.String(), p.String())
		}
		if !k.place.Known() {
			k.place = p
		}
		k.doubt("the results", p)
	}
	if len(k.config.Claims) == 0 {
		return nil
	}
	outcomes, err := gate.Judge(k.config.Claims, series, k.judging.goal.Alpha, k.measuredOn())
	if err != nil {
		return err
	}
	lines, err := k.lines()
	if err != nil {
		return err
	}
	if err := gate.Breakevens(k.config.Claims, lines, outcomes); err != nil {
		return err
	}
	k.out.Outcomes = outcomes
	return nil
}

// measuredOn is the name of the machine of the results: this one where they do
// not name any.
func (k *check) measuredOn() string {
	if k.place.Machine != "" {
		return k.place.Machine
	}
	return k.machine
}

// lines are the lines of scenarios among the results. What is none has been
// read by others.
func (k *check) lines() ([]result.Line, error) {
	var lines []result.Line
	for _, in := range k.inputs {
		text, err := in.Whole()
		if err != nil {
			return nil, err
		}
		some, _, _ := result.Read(bytes.NewReader(text), in.Path)
		lines = append(lines, some...)
	}
	return lines, nil
}

// judgeBaseline compares the results with a baseline of the same machine.
func (k *check) judgeBaseline() error {
	path, err := k.baselinePath()
	var none *result.NoBaseline
	if errors.As(err, &none) && k.save == k.baseline {
		k.out.First = fmt.Sprintf("there is no baseline %s yet: these results become it", k.baseline)
		return nil
	}
	if err != nil {
		return err
	}
	inputs := []result.Input{{Label: gate.Then, Path: path}}
	for _, in := range k.inputs {
		in.Label = gate.Now
		inputs = append(inputs, in)
	}
	texts := k.texts(inputs)
	texts.Base = true
	parts := texts.Parts()
	if !k.absolute {
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
	tables := cells.Tables(k.judging.goal, units, places)
	outcomes := gate.Baseline(tables, k.judging.threshold)
	if apart := cells.KeptApart(); len(outcomes) == 0 && len(apart) > 0 {
		return fmt.Errorf("nothing was compared with the baseline %s: %s", path, keptApart(apart))
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
func (k *check) places(places []result.Place, path string) ([]result.Place, error) {
	then := &places[0]
	if path != k.baseline {
		then.Machine = k.measuredOn()
	}
	k.doubt("the baseline", *then)
	if !then.Known() {
		return nil, fmt.Errorf("the baseline %s does not say where it was measured (save it again: bufbench check -save NAME FILE)", path)
	}
	for i := range places[1:] {
		now := &places[i+1]
		if unnamed := now.Machine == ""; unnamed && now.Same(result.Place{OS: then.OS, Arch: then.Arch, CPU: then.CPU}) {
			now.Machine = k.machine
		}
		if !then.Same(*now) {
			k.say(fmt.Sprintf("the baseline %s is of another machine: it is of %q, the results are of %q; only allocations and copied bytes are judged (save a baseline here: bufbench check -save NAME)", path, then.String(), now.String()))
		}
	}
	return places, nil
}

// baselinePath is the file of the baseline: that of a name, or the file itself.
func (k *check) baselinePath() (string, error) {
	if strings.ContainsAny(k.baseline, "/\\") || filepath.Ext(k.baseline) == ".txt" {
		return k.baseline, nil
	}
	return result.FindBaseline(k.results, k.measuredOn(), k.baseline)
}
