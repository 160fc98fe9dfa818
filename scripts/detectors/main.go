// Detectors measures how well package history finds changes. It takes series with the
// labels of people, beside detectors of others, and series with planted changes.
//
//	go run ./scripts/detectors -data DIR
//
// DIR holds tcpd/annotations.json and tcpd/series/*.json, as the Turing Change Point
// Dataset has them. Without -data, the labelled series are left out.
package main

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errs io.Writer) int {
	flags := flag.NewFlagSet("detectors", flag.ContinueOnError)
	flags.SetOutput(errs)
	data := flags.String("data", "", "folder of labelled series")
	seed := flags.Uint64("seed", 1, "seed of all that is drawn")
	count := flags.Int("count", 200, "planted series of each kind")
	each := flags.Bool("each", false, "print the score of every labelled series")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() > 0 || *count < 1 {
		fmt.Fprintln(errs, "detectors: it takes no arguments, and -count of 1 or more; for labelled series give -data DIR")
		return 2
	}
	r := drawn(*seed)
	if *data != "" {
		all, err := readLabelled(*data)
		if err != nil {
			fmt.Fprintf(errs, "detectors: %v\n", err)
			return 1
		}
		printScores(out, all, *each, r)
	}
	printAlarms(out, *count, r)
	printPower(out, *count, r)
	printCreeps(out, *count, r)
	printExact(out, *count, r)
	printFamily(out, r)
	printTimes(out, r)
	return 0
}

// drawn is where all random numbers come from.
func drawn(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }
