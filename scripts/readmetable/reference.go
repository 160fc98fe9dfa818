package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/result"
)

// referenceName is the name of a committed run in the folder of its machine. It is
// packed: of 39 MB of text, 13 MB are the names of the benchmarks alone.
const referenceName = "reference.txt.gz"

// reference is a committed run.
type reference struct {
	machine string
	lines   []result.Line
	config  [][2]string
}

// newest reads the committed reference run that began last.
func newest(results string) (r reference, err error) {
	files, err := filepath.Glob(filepath.Join(results, "*", referenceName))
	if err != nil || len(files) == 0 {
		return r, fmt.Errorf("there is no %s/*/%s (%v)", results, referenceName, err)
	}
	var text []byte
	started := ""
	for _, file := range files {
		some, err := unpacked(file)
		if err != nil {
			return r, fmt.Errorf("unpack %s: %w", file, err)
		}
		if _, rest, _ := strings.Cut(string(some), "# started "); rest[:min(len(rest), 20)] > started {
			started, text, r.machine = rest[:min(len(rest), 20)], some, filepath.Base(filepath.Dir(file))
		}
	}
	r.lines, r.config, err = result.Read(bytes.NewReader(text), r.machine)
	return r, err
}

func unpacked(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// keep makes a run the reference run of its machine: without columns of zeros, and
// packed, beside the results file of the run.
func keep(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err == nil {
		_, err = io.WriteString(z, withoutZeros(string(text)))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return fmt.Errorf("pack %s: %w", path, err)
	}
	return wholefile.Write(filepath.Join(filepath.Dir(path), referenceName), packed.Bytes())
}

// withoutZeros returns a text without the zeros that say nothing: those of ceilings
// and probes, and those of a unit of which all lines of a case have 0. A zero beside
// another arm's count stays.
func withoutZeros(text string) string {
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
		beside := strings.Contains(name, "/access=ceiling-") || strings.Contains(name, "/access=probe-")
		for _, v := range values {
			if v[0] != "0" || !beside && counted[caseOf(name)+" "+v[1]] {
				out.WriteString(" " + v[0] + " " + v[1])
			}
		}
		out.WriteString("\n")
	}
	return out.String()
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
