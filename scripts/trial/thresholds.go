package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"text/template"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/scripts/trial/spins"
)

// ownTests is the test file of a module in which the thresholds of package spins are
// planted once more: in sub-benchmarks, in a search of package benchtest, and in a
// benchmark that differs between two revisions.
var ownTests = template.Must(template.New("own_test.go").Parse(`package own

import (
	"fmt"
	"testing"

	"github.com/bufbench/bufbench/bench/benchtest"
)

var sink uint64

// spin takes time in proportion to n, each step waiting for the one before.
//
//go:noinline
func spin(x uint64, n int) uint64 {
	x |= 1
	for range n {
		x = x*x | 1
	}
	return (x & 1) - 1 // 0, which no compiler knows
}

// revised is which rival the benchmark of two revisions spins like.
const revised = "{{.Revised}}"
{{range .Spins}}
func cost{{.Name}}(kind string, size int) int {
	if kind == "view" {
		return int({{.View.Setup}} + {{.View.Byte}}*float64(size) + 0.5)
	}
	return int({{.Copy.Setup}} + {{.Copy.Byte}}*float64(size) + 0.5)
}

func Benchmark{{.Name}}(b *testing.B) {
	for _, kind := range []string{"copy", "view"} {
		for size := 64; size <= 1<<16; size *= 2 {
			b.Run(fmt.Sprintf("%s/size=%d", kind, size), func(b *testing.B) {
				n := cost{{.Name}}(kind, size)
				for range b.N {
					sink += spin(sink, n)
				}
			})
		}
	}
}

func BenchmarkRevised{{.Name}}(b *testing.B) {
	for size := 64; size <= 1<<16; size *= 2 {
		b.Run(fmt.Sprintf("size=%d", size), func(b *testing.B) {
			n := cost{{.Name}}(revised, size)
			for range b.N {
				sink += spin(sink, n)
			}
		})
	}
}

func BenchmarkLibrary{{.Name}}(b *testing.B) {
	way := func(kind string) benchtest.Way {
		return func(size int) func(n int) uint64 {
			steps := cost{{.Name}}(kind, size)
			return func(n int) (sum uint64) {
				for range n {
					sum += spin(sum, steps)
				}
				return sum
			}
		}
	}
	benchtest.Threshold(b, benchtest.Range{Name: "size", From: 64, To: 1 << 16}, way("copy"), way("view"))
}
{{end}}`))

// planting is a module with planted thresholds.
type planting struct {
	trial
	dir string
}

// runThresholds finds the planted thresholds in three ways, as a person would, and prints
// a line for each. It counts how often the interval holds the truth.
func (t trial) runThresholds(ctx context.Context, out io.Writer) error {
	dir, err := os.MkdirTemp("", "thresholds-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	p := planting{t, dir}
	if err := p.write(ctx); err != nil {
		return fmt.Errorf("write a module with planted thresholds: %w", err)
	}
	fmt.Fprintf(out, "%-8s %-9s %9s %9s %21s\n", "planted", "by", "truth", "found", "interval")
	for _, by := range []struct {
		name string
		find func(context.Context, spins.Spin) (found, error)
	}{{"names", p.byNames}, {"library", p.byLibrary}, {"revisions", p.byRevisions}} {
		held, all, begin := 0, 0, time.Now()
		unfound := 0
		for _, s := range p.spins() {
			got, err := by.find(ctx, s)
			if err != nil {
				return fmt.Errorf("find the threshold of %s by %s: %w", s.Name, by.name, err)
			}
			all++
			word := "MISSES IT"
			switch {
			case got == (found{}):
				unfound, word = unfound+1, "not found in time"
			case got.lo <= s.Truth() && s.Truth() <= got.hi:
				held, word = held+1, "holds it"
			}
			fmt.Fprintf(out, "%-8s %-9s %9.4g %9.4g %21s  %s\n", s.Name, by.name, s.Truth(), got.at, fmt.Sprintf("[%.4g, %.4g]", got.lo, got.hi), word)
		}
		if all > 0 {
			fmt.Fprintf(out, "by %s: the truth lies in %d of %d intervals, %d were not found in time; %.0f s each\n",
				by.name, held, all-unfound, unfound, time.Since(begin).Seconds()/float64(all))
		}
	}
	return nil
}

// found is a threshold with its interval; zero if none was found.
type found struct{ at, lo, hi float64 }

// spins are the scenarios with a threshold in bytes that were asked for.
func (p planting) spins() (all []spins.Spin) {
	for _, s := range spins.All() {
		if s.Along == bench.BreakEvenSize && p.class.MatchString(s.Name) {
			all = append(all, s)
		}
	}
	return all
}

// write writes the module, and commits it as it is before the change.
func (p planting) write(ctx context.Context) error {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	mod := "module example.com/own\n\ngo 1.26.0\n\nrequire github.com/bufbench/bufbench v0.0.0\n\nreplace github.com/bufbench/bufbench => " + root + "\n"
	if err := errors.Join(os.WriteFile(filepath.Join(p.dir, "go.mod"), []byte(mod), 0o666), p.revise("copy")); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"go", "mod", "tidy"},
		{"git", "init", "--quiet"},
		{"git", "add", "."},
		{"git", "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=base"},
	} {
		if _, err := p.command(ctx, args...); err != nil {
			return err
		}
	}
	return p.revise("view")
}

// revise writes the test file of a revision.
func (p planting) revise(revised string) error {
	var text bytes.Buffer
	if err := ownTests.Execute(&text, map[string]any{"Revised": revised, "Spins": p.spins()}); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(p.dir, "own_test.go"), text.Bytes(), 0o666)
}

// command is the output of a command in the module.
func (p planting) command(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir = p.dir
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%s: %w: %s%s", strings.Join(args, " "), err, &said, out)
	}
	return out, err
}

func (p planting) byNames(ctx context.Context, s spins.Spin) (found, error) {
	return p.threshold(ctx, "-bench", "Benchmark"+s.Name+"/(copy|view)", "-over", "size")
}

func (p planting) byRevisions(ctx context.Context, s spins.Spin) (found, error) {
	return p.threshold(ctx, "-bench", "BenchmarkRevised"+s.Name+"$", "-over", "size", "-base", "HEAD")
}

// threshold asks bufbench.
func (p planting) threshold(ctx context.Context, args ...string) (f found, err error) {
	program, err := filepath.Abs(p.program)
	if err != nil {
		return f, err
	}
	text, err := p.command(ctx, append([]string{program, "threshold", "-format", "json"}, args...)...)
	if err != nil && len(text) == 0 {
		return f, err
	}
	var doc report.ThresholdJSON
	if err := json.Unmarshal(text, &doc); err != nil {
		return f, fmt.Errorf("read the report of bufbench: %w", err)
	}
	if c := doc.Breakeven.Crossings; len(c) == 1 && c[0].At != nil && c[0].At.Lo != nil && c[0].At.Hi != nil {
		f = found{c[0].At.Center, *c[0].At.Lo, *c[0].At.Hi}
	}
	return f, nil
}

var metrics = regexp.MustCompile(`\s(\S+) break-even\s+(\S+) break-even-hi\s+(\S+) break-even-lo`)

// byLibrary asks package benchtest.
func (p planting) byLibrary(ctx context.Context, s spins.Spin) (f found, err error) {
	out, err := p.command(ctx, "go", "test", "-run", "^$", "-bench", "^BenchmarkLibrary"+s.Name+"$", "-benchtime", "1x", ".")
	if err != nil {
		return f, err
	}
	if m := metrics.FindSubmatch(out); m != nil {
		for i, to := range []*float64{&f.at, &f.hi, &f.lo} {
			if *to, err = strconv.ParseFloat(string(m[i+1]), 64); err != nil {
				return f, err
			}
		}
	}
	return f, nil
}
