package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/result"
)

// keep makes a run the reference run of its machine: without columns of zeros, with the
// digits that a run has, and packed, beside the results file of the run. A run of other
// scenarios than the reference run has is added behind it.
func keep(path string) error {
	text, err := result.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	reference := filepath.Join(filepath.Dir(path), referenceName)
	earlier, err := result.ReadFile(reference)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read %s: %w", reference, err)
	}
	whole, err := joined(string(earlier), slim(string(text)))
	if err != nil {
		return fmt.Errorf("keep %s beside %s: %w", path, reference, err)
	}
	return pack(reference, whole)
}

// pack writes a packed text.
func pack(path, text string) error {
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err == nil {
		_, err = io.WriteString(z, text)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return fmt.Errorf("pack %s: %w", path, err)
	}
	return wholefile.Write(path, packed.Bytes())
}

// joined is the text of the reference run with a new run: behind it if the new run has
// other scenarios, in its place if it has all of them. Two runs of one scenario would be
// pooled, so what is neither is an error.
func joined(earlier, run string) (string, error) {
	had, has := scenariosOf(earlier), scenariosOf(run)
	again, lost := 0, ""
	for _, name := range slices.Sorted(maps.Keys(had)) {
		if has[name] {
			again++
		} else {
			lost = name
		}
	}
	switch {
	case len(has) == 0:
		return "", errors.New("the run has no results")
	case again == 0:
		return earlier + run, nil
	case lost == "":
		return run, nil
	}
	return "", fmt.Errorf("the run has %d of its scenarios anew, but %s would be lost: run that as well, or only scenarios that are not there", again, lost)
}

// scenariosOf is the set of scenarios that a text has lines of.
func scenariosOf(text string) map[string]bool {
	all := map[string]bool{}
	for line := range strings.Lines(text) {
		if name, is := strings.CutPrefix(line, "Benchmark"); is {
			scenario, _, _ := strings.Cut(name, "/")
			all[scenario] = true
		}
	}
	return all
}

// slim returns a text with times and rates of as many digits as [result.Line.Rounded]
// keeps, and without the zeros that say nothing: those of ceilings and probes, and those
// of a unit of which all lines of a case have 0. A zero beside another arm's count stays.
func slim(text string) string {
	counted := map[string]bool{} // by case and unit
	for line := range strings.Lines(text) {
		name, values := values(line)
		for _, v := range values {
			if v[0] != "0" {
				counted[caseOf(name)+" "+v[1]] = true
			}
		}
	}
	var out strings.Builder
	for line := range strings.Lines(text) {
		name, values := values(line)
		if len(values) == 0 {
			out.WriteString(line)
			continue
		}
		out.WriteString(name + " " + strings.Fields(line)[1])
		_, arm, _ := strings.Cut(name, "/access=")
		beside := reference.Is(arm)
		for _, v := range values {
			if v[0] != "0" || !beside && counted[caseOf(name)+" "+v[1]] {
				out.WriteString(" " + rounded(v) + " " + v[1])
			}
		}
		out.WriteString("\n")
	}
	return out.String()
}

// rounded is a value and its unit as a run writes the value today.
func rounded(v [2]string) string {
	x, err := strconv.ParseFloat(v[0], 64)
	if err != nil {
		return v[0]
	}
	short := result.Line{Values: []result.Value{{Unit: v[1], X: x}}}.Rounded().Values[0].X
	if short == x {
		return v[0]
	}
	return strconv.FormatFloat(short, 'g', -1, 64)
}

// values returns the name of a result and its values with their units. There are none
// in other lines.
func values(line string) (name string, values [][2]string) {
	if !strings.HasPrefix(line, "Benchmark") {
		return "", nil
	}
	fields := strings.Fields(line)
	for i := 2; i+1 < len(fields); i += 2 {
		values = append(values, [2]string{fields[i], fields[i+1]})
	}
	return fields[0], values
}

// caseOf is the name of a benchmark without its arm.
func caseOf(name string) string {
	before, rest, _ := strings.Cut(name, "/access=")
	_, after, _ := strings.Cut(rest, "/")
	return before + "/" + after
}
