package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/internal/report"
	"github.com/rogpeppe/go-internal/testscript"
)

// slowed plants a regression: in the lines of a file that name a part, every
// time is multiplied by a factor, and allocs/op are some more:
//
//	slowed FACTOR ALLOCATIONS PART FROM TO
func slowed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 5 {
		ts.Fatalf("usage: slowed FACTOR ALLOCATIONS PART FROM TO")
	}
	factor, err := strconv.ParseFloat(args[0], 64)
	ts.Check(err)
	var out strings.Builder
	changed := 0
	for line := range strings.Lines(ts.ReadFile(args[3])) {
		fields := strings.Fields(line)
		if len(fields) < 4 || !strings.HasPrefix(line, "Benchmark") || !strings.Contains(fields[0], args[2]) {
			out.WriteString(line)
			continue
		}
		changed++
		for i := 3; i < len(fields); i += 2 {
			x, err := strconv.ParseFloat(fields[i-1], 64)
			ts.Check(err)
			switch unit := fields[i]; {
			case strings.HasSuffix(unit, "ns/op"):
				x *= factor
			case unit == "allocs/op":
				x += float64(number(ts, args[1]))
			}
			fields[i-1] = strconv.FormatFloat(x, 'g', -1, 64)
		}
		fmt.Fprintln(&out, strings.Join(fields, " "))
	}
	if changed == 0 {
		ts.Fatalf("no line of %s names %s", args[3], args[2])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[4]), []byte(out.String()), 0o666))
}

// leveled takes what a machine does out of a file: the time per operation, the ratios
// and the page faults of all launches become those of the first.
//
//	leveled FROM TO
func leveled(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: leveled FROM TO")
	}
	first := map[string]string{}
	var out strings.Builder
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		fields := strings.Fields(line)
		if len(fields) < 4 || !strings.HasPrefix(line, "Benchmark") {
			out.WriteString(line)
			continue
		}
		for i := 3; i < len(fields); i += 2 {
			key := fields[0] + " " + fields[i]
			if first[key] == "" {
				first[key] = fields[i-1]
			}
			fields[i-1] = first[key]
		}
		fmt.Fprintln(&out, strings.Join(fields, " "))
	}
	if len(first) == 0 {
		ts.Fatalf("%s has no results", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out.String()), 0o666))
}

// printChecked prints what a gate found, without its figures.
func printChecked(ts *testscript.TestScript, dec *json.Decoder, out *bufio.Writer) {
	var doc report.GateDocument
	ts.Check(dec.Decode(&doc))
	fmt.Fprintln(out, "complete", doc.Complete)
	for _, o := range doc.Outcomes {
		fmt.Fprintf(out, "%s %s %s: %s\n", o.Of, o.Name, o.Unit, o.Outcome)
	}
	for _, p := range doc.Problems {
		fmt.Fprintln(out, "problem", p)
	}
}
