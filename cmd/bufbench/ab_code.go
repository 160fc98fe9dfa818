package main

import (
	"fmt"

	"github.com/bufbench/bufbench/internal/codediff"
	"github.com/bufbench/bufbench/internal/compare"
	"github.com/bufbench/bufbench/internal/verdict"
)

// mostCode is the largest number of judged benchmarks for which code is compared. A
// project that changed everywhere has no use for it.
const mostCode = 20

// sameCode returns a note for each benchmark that is judged better or worse by its
// time although both sides run the same code. The first table is that of times.
func sameCode(t *abTask, tables []compare.Table) (notes []string) {
	if t.match == nil || len(tables) == 0 || tables[0].Unit != "sec/op" {
		return nil
	}
	judged := map[string]bool{}
	for _, r := range tables[0].Rows {
		for _, c := range r.Cells {
			if c != nil && c.Against != nil && (c.Against.Word == verdict.Better || c.Against.Word == verdict.Worse) {
				judged[r.Name] = true
			}
		}
	}
	if len(judged) > mostCode {
		return nil
	}
	for i, b := range t.members {
		if !judged[t.row(i)] {
			continue
		}
		if code := t.match.Code(b); code.Verdict == codediff.Same {
			notes = append(notes, fmt.Sprintf("%s runs the same code on both sides (no instruction and no constant of %d functions and data differs): its time differs by the files that it reads, or by where the linker put the code", t.title(i), code.Functions))
		}
	}
	return notes
}
