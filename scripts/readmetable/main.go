// Readmetable writes the tables of the README from the reference run in
// results/, each between two markers:
//
//	go run ./scripts/readmetable
//
// With a results file it makes that run the reference run of its machine:
//
//	go run ./scripts/readmetable -keep results/MACHINE/RUN.txt
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/scenarios"
)

// The markers between which the tables stand.
const (
	beginMark  = "<!-- table: go run ./scripts/readmetable -->\n"
	beginEvens = "<!-- break-evens: go run ./scripts/readmetable -->\n"
	endMark    = "<!-- end of table -->\n"
)

func main() {
	run := flag.String("keep", "", "make the run of this `file` the reference run of its machine")
	flag.Parse()
	if err := write(*run); err != nil {
		fmt.Fprintln(os.Stderr, "readmetable:", err)
		os.Exit(1)
	}
}

// write makes a run, if there is one, the reference run, and brings the README up to
// date.
func write(run string) error {
	if run != "" {
		if err := keep(run); err != nil {
			return err
		}
	}
	return rewrite(".")
}

// rewrite brings the README of the module in dir up to date.
func rewrite(dir string) error {
	path := filepath.Join(dir, "README.md")
	old, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	run, err := newest(filepath.Join(dir, "results"))
	if err != nil {
		return err
	}
	text, err := updated(string(old), run)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return wholefile.Write(path, []byte(text))
}

// updated is text with the tables of a run.
func updated(text string, run reference) (string, error) {
	for mark, print := range map[string]func(reference) (string, error){beginMark: table, beginEvens: evens} {
		block, err := print(run)
		if err == nil {
			text, err = replace(text, mark, block)
		}
		if err != nil {
			return "", err
		}
	}
	return text, nil
}

// replace puts a table between its markers in text.
func replace(text, mark, table string) (string, error) {
	before, rest, began := strings.Cut(text, mark)
	_, after, ended := strings.Cut(rest, endMark)
	if !began || !ended {
		return "", fmt.Errorf("the markers %q and %q are not there", mark, endMark)
	}
	return before + mark + table + endMark + after, nil
}

// evens is the markdown of all break-evens of a run.
func evens(r reference) (string, error) {
	var all []report.Scenario
	for _, s := range scenarios.All() {
		info := s.Describe()
		own := slices.DeleteFunc(slices.Clone(r.lines), func(l result.Line) bool { return l.Scenario != info.Name })
		all = append(all, report.Scenario{Info: info, Answer: verdict.Answer{Breakevens: verdict.Breakevens(info, own, breakeven.Search{Seed: 1})}})
	}
	var out bytes.Buffer
	err := report.MarkdownBreakevens(&out, all)
	return out.String(), err
}

// shownSizes are the sizes of the README: one a mechanism.
var shownSizes = []bench.Bytes{64, 4 * bench.KiB, 1 * bench.MiB, 64 * bench.MiB}

// launches is how many launches the cases had: 13 to 96.
func launches(cases []verdict.Comparison) string {
	least, most := cases[0].Launches, cases[0].Launches
	for _, c := range cases {
		least, most = min(least, c.Launches), max(most, c.Launches)
	}
	if least == most {
		return fmt.Sprint(least)
	}
	return fmt.Sprintf("%d to %d", least, most)
}

// table is the markdown of what copy, reuse and view take in a run, at one pass
// of the first values of the scenarios' own axes.
func table(r reference) (string, error) {
	first := map[string]string{}
	for _, s := range scenarios.All() {
		info := s.Describe()
		info.Grid.Leave = nil
		first[info.Name] = fmt.Sprint(info.Grid.Cases()[0].Axes)
	}
	cases := slices.DeleteFunc(verdict.Compare(r.lines, verdict.Goal{}, "copy"), func(c verdict.Comparison) bool {
		return c.Case.Passes != 1 || !slices.Contains(shownSizes, c.Case.Size) || fmt.Sprint(c.Case.Axes) != first[c.Scenario]
	})
	var out bytes.Buffer
	for _, kv := range r.config {
		if kv[0] == "cpu" {
			fmt.Fprintf(&out, "%s, %s, %s launches of each case.\n\n", kv[1], r.machine, launches(cases))
		}
	}
	err := report.Markdown(&out, []report.Scenario{{Cases: cases}})
	return out.String(), err
}
