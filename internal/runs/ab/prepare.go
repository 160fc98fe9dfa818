package ab

import (
	"context"
	"fmt"
	"slices"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/revisions/callgrind"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/runs/record"
)

// prepare makes both sides ready.
func prepare(ctx context.Context, folder *scratch.Folder, spec Spec) (*task, error) {
	if spec.Commands.any() {
		return spec.Commands.task(folder), nil
	}
	found, err := match.Find(ctx, folder, spec.Revisions)
	if err != nil {
		return nil, err
	}
	groups, err := found.Calibrate(ctx)
	if err != nil {
		return nil, err
	}
	t := &task{match: found, groups: groups, members: found.Benchmarks, remarks: found.Remarks, notes: notes(found, spec.Revisions)}
	t.label = label{turns: found.Turns(), procs: spec.Revisions.Packages.Procs}
	for i, s := range found.Sides {
		t.label.sides[i], t.label.names[i] = fmt.Sprintf("%s (%s)", s.Revision.Name, s.Revision.Short()), s.Revision.Short()
	}
	t.label.built = record.Built(programs(found)...)
	return t, nil
}

// programs are the paths of the test binaries of all benchmarks, each once.
func programs(m *match.Match) (paths []string) {
	for _, b := range m.Benchmarks {
		for _, binary := range m.Binaries(b) {
			if !slices.Contains(paths, binary.Path) {
				paths = append(paths, binary.Path)
			}
		}
	}
	return paths
}

// notes returns what a reader must know of both sides.
func notes(m *match.Match, spec match.Spec) []string {
	var notes []string
	if m.Same() && len(spec.Prepare) < 2 {
		notes = append(notes, "both sides are the same revision: a verdict of better or worse is false")
	}
	if base, head := m.Sides[match.Base].Go, m.Sides[match.Head].Go; base != head {
		notes = append(notes, fmt.Sprintf("the base is built by %s, the head by %s", base, head))
	}
	if m.WhyNot != "" {
		notes = append(notes, "launches alternate, not samples, so intervals are several times as wide: "+m.WhyNot)
	}
	notes = append(notes, dependent(m.Remarks.Dependent)...)
	if spec.Sampling.Instructions {
		notes = append(notes, callgrind.Limits)
	}
	return notes
}

// dependent names the benchmarks whose time per operation depends on b.N.
func dependent(all []match.Note) (notes []string) {
	const most = 10
	for i, n := range all {
		if i == most {
			return append(notes, fmt.Sprintf("… and %d more whose time per operation depends on b.N", len(all)-most))
		}
		notes = append(notes, n.What+": "+n.Said)
	}
	return notes
}
