// Trial tries two ways to judge measurements on works whose difference is
// known, because it was planted (see package planted): bufbench's launches and
// intervals, and `go test -bench -count=10` with benchstat's test, at equal
// time. It counts false verdicts, wrong signs, how often a true difference is
// found, how long that takes and how often the interval covers the truth.
//
//	go run -tags cpython ./scripts/trial                  # all of it: an hour
//	go run -tags cpython ./scripts/trial -class cache -same 20 -planted 0
//	go run ./scripts/trial -revisions -limit 10s          # bufbench ab, on two revisions
//	go run ./scripts/trial -histories -limit 10s          # bufbench ab, on versions of public modules
//	go run ./scripts/trial -histories -absolute           # its times against those of go test
//	go run ./scripts/trial -report trial.jsonl            # the table
//
// Outcomes are appended to the file one by one, so that a trial can be cut
// short, and continued by class. Run it in the module's folder, as it builds
// the test binary of package planted, and on a machine that does nothing else.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"time"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/scripts/trial/planted"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == childCommand {
		os.Exit(child.Main(planted.Scenarios(), nil))
	}
	if len(os.Args) == 2 && os.Args[1] == busyCommand {
		busy()
	}
	t, reports := parse()
	if len(reports) > 0 {
		exit(printReport(os.Stdout, reports))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	switch {
	case t.revisions:
		exit(t.runRevisions(ctx))
	case t.histories:
		exit(t.runHistories(ctx))
	}
	exit(t.run(ctx))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "trial:", err)
		os.Exit(3)
	}
	os.Exit(0)
}

// trial is what is asked on the command line.
type trial struct {
	class   *regexp.Regexp
	same    int           // comparisons of a work with itself, a class
	planted int           // comparisons of each effect, a class
	peer    int           // per cent of the comparisons that go test and benchstat make too
	limit   time.Duration // of a comparison; 0 means the class's own
	loaded  bool          // another process keeps a processor busy
	goal    verdict.Goal
	out     string

	revisions bool   // try bufbench ab in place of launches
	histories bool   // likewise, on versions of public modules
	absolute  bool   // hold its times against those of go test
	program   string // bufbench, if not this one
	bench     string // which benchmarks of the modules
}

func parse() (t trial, reports []string) {
	class := flag.String("class", "", "only classes that match this `regexp`")
	flag.IntVar(&t.same, "same", 100, "comparisons of identical work, a class")
	flag.IntVar(&t.planted, "planted", 40, "comparisons of each planted effect, a class")
	flag.IntVar(&t.peer, "peer", 40, "`per cent` of the comparisons that go test and benchstat make too")
	flag.DurationVar(&t.limit, "limit", 0, "how long a comparison may take; 0 is the class's own")
	flag.BoolVar(&t.loaded, "loaded", false, "keep a processor busy meanwhile")
	flag.Float64Var(&t.goal.Alpha, "alpha", verdict.SequentialAlpha, "how often a verdict may be false")
	flag.StringVar(&t.out, "o", "trial.jsonl", "`file` to append outcomes to")
	flag.BoolVar(&t.revisions, "revisions", false, "try bufbench ab on two revisions of a module, at 0, 1, 2 and 5 per cent")
	flag.BoolVar(&t.histories, "histories", false, "try bufbench ab on versions of public modules, beside go test -count=10 and -count=20 with benchstat's test")
	flag.BoolVar(&t.absolute, "absolute", false, "with -histories: hold the times of bufbench ab against those of go test -count=5")
	flag.StringVar(&t.program, "bufbench", "", "with -histories: the `program` to try; that of this folder unless given")
	flag.StringVar(&t.bench, "bench", ".", "with -histories: benchmarks that match this `regexp`")
	report := flag.Bool("report", false, "print the table of the files named, and measure nothing")
	flag.Parse()
	t.class = regexp.MustCompile(*class)
	if *report {
		return t, flag.Args()
	}
	return t, nil
}
