package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// print prints to standard output, to the files that were asked for, and for
// GitHub where it runs this.
func (k *check) print() error {
	k.out.Color = k.program.color(k.judging)
	if err := k.out.Forms().Write(k.program.stdout, report.TextForm); err != nil {
		return err
	}
	for _, line := range k.out.Reservations() {
		fmt.Fprintf(k.program.stderr, "bufbench: %s\n", line)
	}
	k.out.Color, k.out.Strict = false, k.judging.failOn == "undecided"
	for _, o := range k.outputs {
		if err := writeFile(o, k.out.Forms()[report.FormOf(o)]); err != nil {
			return err
		}
	}
	if !k.program.github.Running {
		return nil
	}
	k.out.Annotations(console.Raw(k.program.stdout))
	return appendSummary(k.program.github.Summary, k.out.Forms()[report.MarkdownForm])
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

// keep saves the results as a baseline, if they are whole and the gate lets them
// pass: what is worse must not become what the next results are held against.
func (k *check) keep() error {
	if k.save == "" {
		return nil
	}
	if len(k.out.Problems) > 0 {
		return errors.New("no baseline was saved: the results are not whole")
	}
	var bad *verdictError
	if errors.As(k.outcome(), &bad) {
		fmt.Fprintf(k.program.stderr, "bufbench: no baseline was saved: %s\n", bad.text)
		return nil
	}
	if k.place.Machine != "" && k.place.Machine != k.machine {
		return fmt.Errorf("no baseline was saved: the results are of %q, and this is %q", k.place.Machine, k.machine)
	}
	var text []byte
	for _, in := range k.inputs {
		one, err := in.Whole()
		if err != nil {
			return fmt.Errorf("save the baseline: %w", err)
		}
		text = append(text, one...)
		if !bytes.HasSuffix(text, []byte("\n")) {
			text = append(text, '\n')
		}
	}
	path, err := result.SaveBaseline(k.results, k.machine, k.save, text)
	if err == nil {
		fmt.Fprintf(k.program.stderr, "baseline: %s\n", path)
	}
	return err
}

// outcome is the exit code as an error.
func (k *check) outcome() error {
	n := gate.Counts(k.out.Outcomes)
	f := finding{worse: n[gate.Broken], undecided: n[gate.Undecided], seen: gate.Seen(k.out.Outcomes), summary: k.out.Summary()}
	if len(k.out.Problems)+n[gate.Gone] > 0 {
		f.missing = "something is missing"
	}
	if f.missing == "" && len(k.out.Outcomes) == n[gate.Skipped] && k.save == "" && k.out.First == "" {
		f.nothing = "nothing was checked: " + k.out.Summary()
	}
	for _, o := range k.out.Outcomes {
		if o.Looks {
			f.looks++
		}
	}
	return f.err(k.judging.failOn)
}
