package main

import (
	"context"
	"fmt"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// list prints every scenario, and for those that cannot run here the reason
// and what mends it.
func (p *program) list(ctx context.Context, o session.Origin, asJSON bool) error {
	all, err := p.home.Describe(ctx, o)
	if err != nil {
		return err
	}
	var entries []report.Entry
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
	if asJSON {
		return report.JSON(p.stdout, entries)
	}
	if err := report.List(p.stdout, entries); err != nil {
		return fmt.Errorf("print the list: %w", err)
	}
	return nil
}
