// Verdict prints in one word what a report of bufbench in JSON comes to: worse
// where anything is, else better where anything is, else undecided, allowed (worse by no
// more than the threshold) or same.
//
//	verdict report.json
//
// It exits with 0, or with 3 where it cannot read the report.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// Exit codes.
const (
	exitOK     = 0
	exitUsage  = 2
	exitFailed = 3
)

// run is the whole program.
func run(args []string, stdout, stderr io.Writer) int {
	if len(args) != 1 {
		fmt.Fprintln(stderr, "type: verdict report.json")
		return exitUsage
	}
	text, err := os.ReadFile(args[0])
	var word string
	if err == nil {
		word, err = verdict(text)
	}
	if err != nil {
		fmt.Fprintf(stderr, "verdict: read the report: %v\n", err)
		return exitFailed
	}
	fmt.Fprintln(stdout, word)
	return exitOK
}

// verdict is the word of a report.
func verdict(text []byte) (string, error) {
	var report struct {
		Counts *struct{ Better, Worse, Allowed, Same, Undecided int }
	}
	if err := json.Unmarshal(text, &report); err != nil {
		return "", err
	}
	switch c := report.Counts; {
	case c == nil:
		return "", errors.New("it has no counts")
	case c.Worse > 0:
		return "worse", nil
	case c.Better > 0:
		return "better", nil
	case c.Undecided > 0:
		return "undecided", nil
	case c.Allowed > 0:
		return "allowed", nil
	case c.Same > 0:
		return "same", nil
	}
	return "", errors.New("nothing was compared")
}
