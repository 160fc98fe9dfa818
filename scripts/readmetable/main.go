// Readmetable writes the table of the README from the reference run in
// results/, between two markers:
//
//	go run ./scripts/readmetable
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/verdict"
)

// The markers between which the table stands.
const (
	beginMark = "<!-- table: go run ./scripts/readmetable -->\n"
	endMark   = "<!-- end of table -->\n"
)

func main() {
	if err := rewrite("."); err != nil {
		fmt.Fprintln(os.Stderr, "readmetable:", err)
		os.Exit(1)
	}
}

// rewrite brings the README of the module in dir up to date.
func rewrite(dir string) error {
	path := filepath.Join(dir, "README.md")
	old, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	table, err := table(filepath.Join(dir, "results"))
	if err != nil {
		return err
	}
	text, err := replace(string(old), table)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(path, []byte(text), 0o666)
}

// replace puts table between the markers of text.
func replace(text, table string) (string, error) {
	before, rest, began := strings.Cut(text, beginMark)
	_, after, ended := strings.Cut(rest, endMark)
	if !began || !ended {
		return "", fmt.Errorf("the markers %q and %q are not there", beginMark, endMark)
	}
	return before + beginMark + table + endMark + after, nil
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

// table is the markdown of the newest committed reference run, at one pass.
func table(results string) (string, error) {
	files, err := filepath.Glob(filepath.Join(results, "*", "reference.txt"))
	if err != nil || len(files) == 0 {
		return "", fmt.Errorf("there is no %s/*/reference.txt (%v)", results, err)
	}
	f, err := os.Open(files[0])
	if err != nil {
		return "", err
	}
	defer f.Close()
	lines, config, err := result.Read(f, files[0])
	if err != nil {
		return "", err
	}
	cases := slices.DeleteFunc(verdict.Compare(lines, verdict.Goal{}, "copy"), func(c verdict.Comparison) bool {
		return c.Case.Passes != 1 || !slices.Contains(shownSizes, c.Case.Size) ||
			len(c.Case.Axes) > 0 && c.Case.Axes[0].Value != "bytes"
	})
	var out bytes.Buffer
	for _, kv := range config {
		if kv[0] == "cpu" {
			fmt.Fprintf(&out, "%s, %s, %s launches of each case.\n\n", kv[1], filepath.Base(filepath.Dir(files[0])), launches(cases))
		}
	}
	err = report.Markdown(&out, []report.Scenario{{Cases: cases}})
	return out.String(), err
}
