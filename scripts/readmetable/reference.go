package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/result"
)

// referenceName is the name of a committed run in the folder of its machine. It is
// packed: of 39 MB of text, 13 MB are the names of the benchmarks alone.
const referenceName = "reference.txt.gz"

// committed is a reference run.
type committed struct {
	machine string
	head    result.Head
	lines   []result.Line
}

// references reads all committed reference runs, by the names of their machines.
func references(results string) ([]committed, error) {
	files, err := filepath.Glob(filepath.Join(results, "*", referenceName))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("there is no %s/*/%s (%v)", results, referenceName, err)
	}
	var all []committed
	for _, file := range files {
		r, err := read(file)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		all = append(all, r)
	}
	return all, nil
}

func read(file string) (r committed, err error) {
	text, err := result.ReadFile(file)
	if err != nil {
		return r, err
	}
	r.machine = filepath.Base(filepath.Dir(file))
	r.head = result.HeadOf(text)
	r.lines, _, err = result.LinesOf(text, r.machine)
	return r, err
}

// facts are the circumstances of the run: its machine, its build and its comments but
// for those on single scenarios.
func (r committed) facts() []string {
	var all []string
	for _, key := range []string{"cpu", "kernel", "go", "cgo", "goexperiment"} {
		if value := r.head.Config[key]; value != "" {
			all = append(all, key+": "+value)
		}
	}
	for _, c := range slices.Concat(r.head.Runs, r.head.Comments) {
		switch word, _, _ := strings.Cut(c, " "); strings.TrimSuffix(word, ":") {
		case "started", "seed", "fit", "unfit", "preempted", "warning":
			all = append(all, c)
		}
	}
	return all
}
