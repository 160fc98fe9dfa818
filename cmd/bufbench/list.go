package main

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/report"
)

// list prints every scenario, and for those that cannot run here the reason
// and what mends it.
func (p *program) list(asJSON bool) error {
	var entries []report.Entry
	for _, s := range p.scenarios {
		info := s.Describe()
		e := report.Entry{Name: info.Name, Question: info.Question, Runnable: true}
		for _, c := range info.Class {
			e.Class = append(e.Class, string(c))
		}
		for _, r := range s.Rivals() {
			e.Arms = append(e.Arms, r.Name)
		}
		if err := ready(info); err != nil {
			e.Runnable, e.Reason = false, err.Error()
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

func ready(info bench.Info) error {
	if info.Ready == nil {
		return nil
	}
	return info.Ready()
}
