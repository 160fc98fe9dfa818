// Crossings tries how well break-evens are found: in scenarios whose arms spin
// for known numbers of iterations, so that the size or the number of passes at
// which they cost the same is known. It runs bufbench as a person would, and
// counts how often the interval holds the truth.
//
//	go build -o bufbench ./cmd/bufbench
//	go run ./scripts/crossings -bufbench ./bufbench        # some minutes, on a machine that does nothing else
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

func main() {
	if launch.IsChild(os.Args[1:]) {
		var scenarios []bench.Scenario
		for _, s := range Spins() {
			scenarios = append(scenarios, s)
		}
		os.Exit(child.Main(scenarios, kernel.References()))
	}
	t := trial{}
	flag.StringVar(&t.bufbench, "bufbench", "bufbench", "`path` of the command")
	only := flag.String("only", "", "scenarios that match this `regexp`")
	flag.Parse()
	t.only = regexp.MustCompile(*only)
	if err := t.run(os.Stdout, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "crossings:", err)
		os.Exit(3)
	}
}

// trial is what is asked on the command line.
type trial struct {
	bufbench string
	only     *regexp.Regexp
}

// run measures every scenario with further arguments of bufbench's, and prints
// a line each.
func (t trial) run(out io.Writer, args []string) error {
	fmt.Fprintf(out, "%-8s %-7s %9s %9s %21s  %s\n", "planted", "along", "truth", "found", "interval", "")
	held, all := map[string]int{}, map[string]int{}
	for _, s := range Spins() {
		if !t.only.MatchString(s.Name) {
			continue
		}
		begin := time.Now()
		b, err := t.measure(s, args)
		if err != nil {
			return fmt.Errorf("measure %s: %w", s.Name, err)
		}
		all[b.Along]++
		line, ok := judge(s, b)
		if ok {
			held[b.Along]++
		}
		fmt.Fprintf(out, "%-8s %-7s %s, %.0f s\n", s.Name, b.Along, line, time.Since(begin).Seconds())
	}
	for _, along := range []string{"size", "passes"} {
		if all[along] > 0 {
			fmt.Fprintf(out, "along the %s: the truth lies in %d of %d intervals\n", along, held[along], all[along])
		}
	}
	return nil
}

// judge is the truth beside what was found, and whether the interval of the run
// itself, the narrower one, holds it.
func judge(s Spin, b report.BreakevenJSON) (line string, held bool) {
	if len(b.Crossings) != 1 || b.Crossings[0].Run == nil || b.Crossings[0].Run.Lo == nil || b.Crossings[0].Run.Hi == nil {
		return fmt.Sprintf("%9.4g %9s %21s  %s", s.Truth(), "-", "-", b.Answer), false
	}
	at := b.Crossings[0].Run
	held = *at.Lo <= s.Truth() && s.Truth() <= *at.Hi
	word := map[bool]string{true: "holds it", false: "MISSES IT"}[held]
	return fmt.Sprintf("%9.4g %9.4g %21s  %s", s.Truth(), at.Center, fmt.Sprintf("[%.4g, %.4g]", *at.Lo, *at.Hi), word), held
}

// measure is bufbench's break-even of one scenario.
func (t trial) measure(s Spin, args []string) (b report.BreakevenJSON, err error) {
	self, err := os.Executable()
	if err != nil {
		return b, err
	}
	folder, err := os.MkdirTemp("", "crossings-")
	if err != nil {
		return b, err
	}
	defer os.RemoveAll(folder)
	cmd := exec.Command(t.bufbench, append([]string{"run", "-program", self, "-json", "-vary=false", "-results", folder, s.Name}, args...)...)
	var talk bytes.Buffer
	cmd.Stderr = &talk
	text, err := cmd.Output()
	if err != nil {
		return b, fmt.Errorf("%w: %s", err, &talk)
	}
	var doc report.Document
	if err := json.Unmarshal(text, &doc); err != nil {
		return b, fmt.Errorf("read what bufbench printed: %w", err)
	}
	if len(doc.Scenarios) != 1 || len(doc.Scenarios[0].Breakevens) != 1 {
		return b, fmt.Errorf("bufbench told of %d scenarios, want one with one break-even", len(doc.Scenarios))
	}
	return doc.Scenarios[0].Breakevens[0], nil
}
