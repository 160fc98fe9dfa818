package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/result"
)

// keep makes a run the reference run of its machine: without columns of zeros, with the
// digits that a run has, and packed, beside the results file of the run.
func keep(path string) error {
	text, err := result.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return pack(filepath.Join(filepath.Dir(path), referenceName), slim(string(text)))
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
