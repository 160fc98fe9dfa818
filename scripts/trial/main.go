// Trial tries two ways to judge measurements on works of known difference (see package
// works): bufbench's launches and intervals, and `go test -bench -count=10` with
// benchstat's test, at equal time. It counts false verdicts, wrong signs, how often a
// true difference is found, how long that takes and how often the interval covers the
// truth. It also tries bufbench ab on revisions, and break-evens (see package spins).
//
//	go run -tags cpython ./scripts/trial                  # all of it: an hour
//	go run -tags cpython ./scripts/trial -class cache -same 20 -planted 0
//	go run ./scripts/trial -revisions -limit 10s          # bufbench ab, on two revisions
//	go run ./scripts/trial -histories -limit 10s          # bufbench ab, on versions of public modules
//	go run ./scripts/trial -histories -absolute           # its times against those of go test
//	go run ./scripts/trial -crossings -bufbench ./bufbench # its break-evens: some minutes
//	go run ./scripts/trial -thresholds -bufbench ./bufbench # its thresholds: ten minutes
//	go run ./scripts/trial -report trial.jsonl            # the table
//
// Outcomes are appended to the file one by one, so that a trial can be cut
// short, and continued by class. Run it in the module's folder, as it builds
// the test binary of package works, and on a machine that does nothing else.
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
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/scripts/trial/works"
)

func main() {
	if launch.IsChild(os.Args[1:]) {
		os.Exit(spinMain())
	}
	if len(os.Args) == 2 && os.Args[1] == childCommand {
		os.Exit(child.Main(works.Scenarios(), nil))
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
	switch t.of {
	case abRevisions:
		exit(t.runRevisions(ctx))
	case abHistories:
		exit(t.runHistories(ctx))
	case evens:
		exit(t.runCrossings(ctx, os.Stdout))
	case thresholds:
		exit(t.runThresholds(ctx, os.Stdout))
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

// subject is what a trial tries beside launches on the works of package planted.
type subject string

const (
	abRevisions subject = "revisions"  // bufbench ab on two revisions
	abHistories subject = "histories"  // bufbench ab on versions of public modules
	evens       subject = "crossings"  // break-evens
	thresholds  subject = "thresholds" // bufbench threshold, and package benchtest
)

// trial is what is asked on the command line.
type trial struct {
	of      subject        // "" tries launches
	class   *regexp.Regexp // or scenarios of crossings
	same    int            // comparisons of a work with itself, a class
	planted int            // comparisons of each effect, a class
	peer    int            // per cent of the comparisons that go test and benchstat make too
	limit   time.Duration  // of a comparison; 0 means the class's own
	loaded  bool           // another process keeps a processor busy
	goal    verdict.Goal
	out     string

	absolute bool   // compare the times of histories with those of go test
	program  string // bufbench, if not this one
	bench    string // which benchmarks of the modules
}

func parse() (t trial, reports []string) {
	class := flag.String("class", "", "only classes, or scenarios of -crossings, that match this `regexp`")
	flag.IntVar(&t.same, "same", 100, "comparisons of identical work, a class")
	flag.IntVar(&t.planted, "planted", 40, "comparisons of each planted effect, a class")
	flag.IntVar(&t.peer, "peer", 40, "`per cent` of the comparisons that go test and benchstat make too; of -histories all, unless it is 0")
	flag.DurationVar(&t.limit, "limit", 0, "how long a comparison may take; 0 is the class's own")
	flag.BoolVar(&t.loaded, "loaded", false, "keep a processor busy meanwhile")
	flag.Float64Var(&t.goal.Alpha, "alpha", verdict.SequentialAlpha, "how often a verdict may be false")
	flag.StringVar(&t.out, "o", "trial.jsonl", "`file` to append outcomes to")
	subject := func(s subject, usage string) {
		flag.BoolFunc(string(s), usage, func(string) error { t.of = s; return nil })
	}
	subject(abRevisions, "try bufbench ab on two revisions of a module, at 0, 1, 2 and 5 per cent")
	subject(evens, "try the break-evens of the command that -bufbench names, on arms that spin")
	subject(thresholds, "try bufbench threshold and benchtest.Threshold, on benchmarks that spin")
	subject(abHistories, "try bufbench ab on versions of public modules, beside go test -count=10 and -count=20 with benchstat's test")
	flag.BoolVar(&t.absolute, "absolute", false, "with -histories: hold the times of bufbench ab against those of go test -count=5")
	flag.StringVar(&t.program, "bufbench", "", "the `program` to try, but for trials of launches; -revisions and -histories build that of this folder unless it is given")
	flag.StringVar(&t.bench, "bench", ".", "with -histories: benchmarks that match this `regexp`")
	report := flag.Bool("report", false, "print the table of the files named, and measure nothing")
	flag.Parse()
	t.class = regexp.MustCompile(*class)
	if *report {
		return t, flag.Args()
	}
	return t, nil
}
