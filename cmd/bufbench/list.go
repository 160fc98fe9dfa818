package main

import (
	"context"
	"fmt"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/report"
)

// list prints every scenario, and for those that cannot run here the reason
// and what mends it.
func (p *program) list(ctx context.Context, o origin, asJSON bool) error {
	o, err := p.hold(o)
	if err != nil {
		return err
	}
	all, err := p.describe(ctx, o, launch.Wish{})
	if err != nil {
		return err
	}
	var entries report.List
	for _, d := range all {
		e := report.Entry{Name: d.Info.Name, Question: d.Info.Question, Reason: d.Reason()}
		e.Axes = append([]string{"size", "passes"}, launch.AxesOf(d.Info.Grid)...)
		e.Runnable = e.Reason == ""
		for _, c := range d.Info.Class {
			e.Class = append(e.Class, string(c))
		}
		for _, r := range d.Rivals {
			e.Arms = append(e.Arms, r.Name)
		}
		entries = append(entries, e)
	}
	form := report.TextForm
	if asJSON {
		form = report.JSONForm
	}
	if err := entries.Forms().Write(p.stdout, form); err != nil {
		return fmt.Errorf("print the list: %w", err)
	}
	return nil
}
