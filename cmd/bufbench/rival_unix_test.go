//go:build unix

package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// rivalNames is how many benchmark names the texts have that bufbench compare
// and benchstat are measured with.
var rivalNames = flag.Int("rival.names", 200, "how many `names` BenchmarkCompare compares; 10000 is what the manual speaks of")

// BenchmarkCompare measures bufbench compare against benchstat on the same
// texts, in turn, each in processes of its own: best of five. It reports the
// share of benchstat's time and of its peak memory.
func BenchmarkCompare(b *testing.B) {
	dir := b.TempDir()
	rival := build(b, dir, "benchstat", "golang.org/x/perf/cmd/benchstat")
	own := build(b, dir, "bufbench", ".")
	for _, shape := range []struct {
		name   string
		lines  int // of a name, in each text
		digits int // of a value: few give ties
	}{{"20+20/ties", 20, 3}, {"50+50/ties", 50, 3}, {"50+50", 50, 9}} {
		b.Run(shape.name, func(b *testing.B) {
			texts := []string{filepath.Join(b.TempDir(), "old"), filepath.Join(b.TempDir(), "new")}
			for i, path := range texts {
				if err := noisyText(path, *rivalNames, shape.lines, shape.digits, uint64(i)); err != nil {
					b.Fatal(err)
				}
			}
			var ours, theirs []cost
			for range max(b.N, 5) {
				theirs = append(theirs, runProgram(b, rival, texts...))
				ours = append(ours, runProgram(b, own, append([]string{"compare", "-fail-on", "never"}, texts...)...))
			}
			time := func(c cost) float64 { return c.wall.Seconds() }
			memory := func(c cost) float64 { return float64(c.peak) }
			b.ReportMetric(least(ours, time)/least(theirs, time), "of-benchstat-time")
			b.ReportMetric(least(ours, memory)/least(theirs, memory), "of-benchstat-memory")
			b.ReportMetric(least(ours, time), "sec/run")
			b.ReportMetric(least(theirs, time), "benchstat-sec/run")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// cost is what a process took.
type cost struct {
	wall time.Duration
	peak int64 // resident memory, in the system's unit
}

// counted is how many bytes were printed.
type counted int

// Write implements io.Writer.
func (c *counted) Write(p []byte) (int, error) { *c += counted(len(p)); return len(p), nil }

func least(costs []cost, of func(cost) float64) float64 {
	best := math.Inf(1)
	for _, c := range costs {
		best = min(best, of(c))
	}
	return best
}

func build(b *testing.B, dir, name, of string) string {
	b.Helper()
	path := filepath.Join(dir, name)
	if out, err := exec.Command("go", "build", "-o", path, of).CombinedOutput(); err != nil {
		b.Fatalf("build %s: %v: %s", of, err, out)
	}
	return path
}

func runProgram(b *testing.B, program string, args ...string) cost {
	b.Helper()
	cmd := exec.Command(program, args...)
	var stderr bytes.Buffer
	var printed counted
	cmd.Stdout, cmd.Stderr = &printed, &stderr
	begin := time.Now()
	if err := cmd.Run(); err != nil || printed == 0 {
		b.Fatalf("%s %q: %v: %s", program, args, err, &stderr)
	}
	c := cost{wall: time.Since(begin)}
	if usage, is := cmd.ProcessState.SysUsage().(*syscall.Rusage); is {
		c.peak = int64(usage.Maxrss)
	}
	return c
}

// noisyText writes the text of benchmarks whose times vary by some per cent, the
// same ones for every seed. Note: line by line, since a process begins with the
// peak of the one that started it, and that has to be smaller than its own.
func noisyText(path string, names, lines, digits int, seed uint64) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	text := bufio.NewWriter(f)
	bases, noise := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(seed, 3))
	fmt.Fprint(text, "goos: linux\ngoarch: amd64\npkg: example.com/x\ncpu: one of them\n")
	for i := range names {
		base := math.Pow(10, 2+3*bases.Float64())
		for range lines {
			x := base * (1 + 0.02*math.Abs(noise.NormFloat64()))
			digit := math.Pow(10, math.Floor(math.Log10(x))+1-float64(digits))
			fmt.Fprintf(text, "BenchmarkName%d/size=%d/mode=abc-8 \t1000\t%s ns/op\n", i, i%17,
				strconv.FormatFloat(math.Round(x/digit)*digit, 'f', -1, 64))
		}
	}
	return text.Flush()
}
