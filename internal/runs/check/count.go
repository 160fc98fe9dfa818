package check

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/callgrind"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/runs/record"
)

// countInstructions counts the instructions of the benchmarks of packages, and keeps them as a text
// in a folder of results. It returns the text's path, and what could not be counted. Say
// is told what goes on.
func countInstructions(ctx context.Context, of match.Packages, results string, say func(format string, args ...any)) (path string, problems []string, err error) {
	folder, err := scratch.New("")
	if err != nil {
		return "", nil, err
	}
	defer folder.Remove()
	all, err := match.CountInstructions(ctx, folder, of, say)
	if err = uncounted(all, err); err != nil {
		return "", nil, err
	}
	for _, n := range all.Skipped {
		say("not counted: %s: %s", n.What, n.Said)
	}
	for _, n := range all.Failed {
		problems = append(problems, fmt.Sprintf("%s could not be counted: %s", n.What, n.Said))
	}
	if path, err = keepCounts(of, all, results); err == nil {
		say("%s\nresults: %s", callgrind.Limits, path)
	}
	return path, problems, err
}

// uncounted is why there are no counts: err, which ended the counting, or that nothing could
// be counted. A line per benchmark or package says why it has no count, because nobody will
// say it afterwards. It is nil if there are counts.
func uncounted(all match.Tally, err error) error {
	if err == nil && len(all.Counts) == 0 {
		err = errors.New("nothing was checked: no benchmark was counted")
	}
	if err == nil {
		return nil
	}
	for _, n := range slices.Concat(all.Failed, all.Skipped) {
		err = fmt.Errorf("%w\n  %s: %s", err, n.What, n.Said)
	}
	return err
}

// keepCounts keeps counts as Go benchmark text beside other results.
func keepCounts(of match.Packages, all match.Tally, results string) (string, error) {
	h := record.Heading(record.Built(all.Programs...), "counted by callgrind: "+callgrind.Limits)
	var counts []result.Counts
	for _, c := range all.Counts {
		counts = append(counts, result.Counts{Package: c.Package, Name: record.Name(c.Name, of.Procs), N: c.Iterations(), Lines: c.Lines})
	}
	file, err := record.NewFile(results, h, "instructions", machine.Commit(of.Dir))
	if err != nil {
		return "", err
	}
	var text bytes.Buffer
	if err := result.WriteCounts(&text, h, counts); err != nil {
		return "", fmt.Errorf("keep the counts: %w", err)
	}
	return file.Path, file.Write(text.Bytes())
}
