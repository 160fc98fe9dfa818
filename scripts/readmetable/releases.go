package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/version"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/scenarios"
)

// releasesPage is the page of break-evens under two Go releases.
const releasesPage = "results/go-releases.md"

// releaseNames matches the files of both runs in the folder of their machine. The name of
// each is that of its release.
const releaseNames = "go*.txt.gz"

// keepReleases makes two runs of one machine those of the page. It keeps the lines that
// break-evens are made of, packed, in the folder of the machine.
func keepReleases(dir string, files []string) error {
	if len(files) != 2 {
		return fmt.Errorf("two results files are compared, one per Go release, and %d were given", len(files))
	}
	var texts [2][]byte
	var heads [2]result.Head
	for i, file := range files {
		text, err := result.ReadFile(file)
		if err != nil {
			return fmt.Errorf("read %s: %w", file, err)
		}
		texts[i], heads[i] = text, result.HeadOf(text)
		if err := single(heads[i]); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	switch a, b := heads[0], heads[1]; {
	case a.Machine() != b.Machine():
		return fmt.Errorf("%s is of the machine %s and %s of %s: results of two machines never mix", files[0], a.Machine(), files[1], b.Machine())
	case a.Config["go"] == b.Config["go"]:
		return fmt.Errorf("both files are of %s: measure one of them with another Go release", a.Config["go"])
	}
	folder := filepath.Join(dir, "results", heads[0].Machine())
	if err := wholefile.MakeFolder(folder); err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(folder, releaseNames))
	if err != nil {
		return err
	}
	for i, text := range texts {
		kept, err := evensOnly(text, files[i])
		if err != nil {
			return err
		}
		path := filepath.Join(folder, heads[i].Config["go"]+".txt.gz")
		if err := pack(path, kept); err != nil {
			return err
		}
		old = slices.DeleteFunc(old, func(p string) bool { return p == path })
	}
	for _, path := range old { // of the pair before
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

// single is an error unless a file is a run of one machine and one Go release.
func single(h result.Head) error {
	switch name := h.Config["go"]; {
	case len(h.Machines) != 1:
		return fmt.Errorf("it names %d machines, and one is wanted (is it a results file of bufbench run?)", len(h.Machines))
	case !version.IsValid(name):
		return fmt.Errorf("its line go: has %q, which is no Go release", name)
	}
	return nil
}

// evensOnly is a text without the lines that no break-even is made of, and with times as
// its only values.
func evensOnly(text []byte, name string) (string, error) {
	lines, _, err := result.Read(bytes.NewReader(text), name)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", name, err)
	}
	wanted := map[string]bool{}
	for _, s := range scenarios.All() {
		info := s.Describe()
		for _, c := range info.Asked() {
			wanted[info.Name+" "+c.View], wanted[info.Name+" "+c.Copy] = true, true
		}
	}
	kept := map[string]bool{}
	for _, l := range lines {
		if l.Case.Usual() && wanted[l.Scenario+" "+l.Arm] {
			kept["Benchmark"+l.Name()] = true
		}
	}
	return onlyTimes(string(text), kept), nil
}

// onlyTimes is a text with some of its lines, and with times as their only values. A
// comment on a case stays if a line of the case does.
func onlyTimes(text string, kept map[string]bool) string {
	var out strings.Builder
	pending, inHead := "", true
	for line := range strings.Lines(text) {
		name, values := values(line)
		switch {
		case strings.HasPrefix(line, "# launches="):
			pending, inHead = line, false
		case strings.HasPrefix(line, "#") && !inHead:
		case len(values) == 0:
			out.WriteString(line)
		case kept[name]:
			out.WriteString(pending + name + " " + strings.Fields(line)[1])
			pending = ""
			for _, v := range values {
				if v[1] == "ns/op" || v[1] == "cpu-ns/op" {
					out.WriteString(" " + rounded(v) + " " + v[1])
				}
			}
			out.WriteString("\n")
		}
	}
	return out.String()
}

// releases is the page of two releases, or empty if no machine has two runs.
func releases(results string) (string, error) {
	folders, err := filepath.Glob(filepath.Join(results, "*"))
	if err != nil {
		return "", err
	}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, releaseNames))
		if err != nil {
			return "", err
		}
		if len(files) != 2 {
			continue
		}
		var runs [2]committed
		for i, file := range files {
			if runs[i], err = read(file); err != nil {
				return "", fmt.Errorf("read %s: %w", file, err)
			}
		}
		slices.SortFunc(runs[:], func(a, b committed) int { return version.Compare(a.head.Config["go"], b.head.Config["go"]) })
		return printed(beside(runs).Page)
	}
	return "", nil
}

// beside judges both runs.
func beside(runs [2]committed) report.Releases {
	r := report.Releases{Machine: runs[0].machine, Old: machineOf(runs[0]), New: machineOf(runs[1])}
	r.Old.Name, r.New.Name = runs[0].head.Config["go"], runs[1].head.Config["go"]
	for _, key := range []string{"cpu", "kernel", "thp", "pagesize", "cgo", "goexperiment"} {
		if a, b := runs[0].head.Config[key], runs[1].head.Config[key]; a != b {
			r.Apart = append(r.Apart, fmt.Sprintf("%s (%s and %s)", key, said(a), said(b)))
		}
	}
	return r
}

// said is a value, or that there is none.
func said(value string) string {
	if value == "" {
		return "none"
	}
	return value
}
