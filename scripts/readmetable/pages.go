package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/scenarios"
)

// The markers between which generated tables stand.
const (
	beginScenarios = "<!-- scenarios: go run ./scripts/readmetable -->\n"
	beginMachines  = "<!-- machines: go run ./scripts/readmetable -->\n"
	endMark        = "<!-- end of table -->\n"
)

// pages returns the generated pages of the module in dir, by path from there.
func pages(dir string) (map[string]string, error) {
	runs, err := references(filepath.Join(dir, "results"))
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	var machines []report.Reference
	for _, r := range runs {
		m := machineOf(r)
		machines = append(machines, m)
		if all["results/"+m.Name+"/README.md"], err = printed(m.Page); err != nil {
			return nil, err
		}
	}
	tables := []struct {
		path, mark string
		print      func(io.Writer) error
	}{
		{"README.md", beginScenarios, func(w io.Writer) error { return report.Catalogue(w, infos(), machines) }},
		{"results/README.md", beginMachines, func(w io.Writer) error { return report.References(w, machines) }},
	}
	for _, t := range tables {
		if all[t.path], err = updated(filepath.Join(dir, t.path), t.mark, t.print); err != nil {
			return nil, err
		}
	}
	two, err := releases(filepath.Join(dir, "results"))
	if two != "" {
		all[releasesPage] = two
	}
	return all, err
}

// infos are the scenarios in their order.
func infos() []bench.Info {
	var all []bench.Info
	for _, s := range scenarios.All() {
		all = append(all, s.Describe())
	}
	return all
}

// updated is the text of a file with a new table behind a marker.
func updated(path, mark string, print func(io.Writer) error) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	table, err := printed(print)
	if err != nil {
		return "", err
	}
	got, err := replace(string(text), mark, table)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return got, nil
}

func printed(print func(io.Writer) error) (string, error) {
	var out bytes.Buffer
	err := print(&out)
	return out.String(), err
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
