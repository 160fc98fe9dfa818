// Readmetable writes the pages that follow from the committed reference runs: the table
// of scenarios in README.md, the machines side by side in results/README.md, and a page
// for each machine, results/MACHINE/README.md:
//
//	go run ./scripts/readmetable
//
// With a results file it makes that run the reference run of its machine first, or adds it
// if it has other scenarios. The file stays as it is, packed or not:
//
//	go run ./scripts/readmetable -keep results/MACHINE/RUN.txt
//
// With -releases and the runs of one machine under two Go releases, it keeps the lines
// of their break-evens and writes results/go-releases.md, with what moved:
//
//	go run ./scripts/readmetable -releases RUN-OF-ONE.txt RUN-OF-THE-OTHER.txt
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/bufbench/bufbench/internal/host/wholefile"
)

func main() {
	run := flag.String("keep", "", "make the run of this `file` the reference run of its machine")
	two := flag.Bool("releases", false, "compare the break-evens of the two results files that follow, one per Go release")
	flag.Parse()
	var err error
	switch {
	case *two:
		err = keepReleases(".", flag.Args())
	case flag.NArg() > 0:
		err = fmt.Errorf("%s: no file is expected without -releases", flag.Arg(0))
	}
	if err == nil {
		err = write(*run)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "readmetable:", err)
		os.Exit(1)
	}
}

// write makes a run, if there is one, the reference run, and writes all pages anew.
func write(run string) error {
	if run != "" {
		if err := keep(run); err != nil {
			return err
		}
	}
	all, err := pages(".")
	if err != nil {
		return err
	}
	for path, text := range all {
		if err := wholefile.Write(filepath.FromSlash(path), []byte(text)); err != nil {
			return err
		}
	}
	return nil
}
