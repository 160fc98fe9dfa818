package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
)

// folder is what a run left in a results folder.
type folder struct {
	texts   []string // of the results files
	records []launch.Record
	lines   []result.Line
}

// readFolder reads every run below dir and says what is not as it should be
// after any end of a run: whole lines, as many of each arm of a case, journals
// that can be read up to their last whole member, and nothing else. torn allows what a
// killed run may leave: the end of a journal may be torn, and a file may have no name yet.
func readFolder(dir string, torn bool) (f folder, err error) {
	journals := 0
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir():
			return err
		case strings.HasSuffix(path, ".txt"):
			return f.readText(path)
		case strings.HasSuffix(path, ".jsonl.gz"):
			journals++
			return f.readJournal(path, torn)
		case torn && strings.HasPrefix(d.Name(), ".bufbench-part-"):
			return nil // it was not whole yet; the next write to this folder removes it
		}
		return fmt.Errorf("%s was left behind", path)
	})
	if err == nil && journals != len(f.texts) {
		err = fmt.Errorf("%s has %d results files and %d journals", dir, len(f.texts), journals)
	}
	return f, err
}

func (f *folder) readText(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if len(text) > 0 && text[len(text)-1] != '\n' {
		return fmt.Errorf("the last line of %s is cut: %q", path, text[bytes.LastIndexByte(text, '\n')+1:])
	}
	lines, _, err := result.Read(bytes.NewReader(text), path)
	if err != nil {
		return err
	}
	counts := map[string]map[string]int{}
	for _, l := range lines {
		name := runner.Key(l.Scenario, l.Case)
		if counts[name] == nil {
			counts[name] = map[string]int{}
		}
		counts[name][l.Arm]++
	}
	for name, arms := range counts {
		want := arms[reference.CeilingRead] // beside every arm, also where one failed its proof
		for arm, n := range arms {
			if n != want {
				return fmt.Errorf("%s: %s has %d lines of %s and %d of %s", path, name, want, reference.CeilingRead, n, arm)
			}
		}
	}
	f.texts = append(f.texts, string(text))
	f.lines = append(f.lines, lines...)
	return nil
}

func (f *folder) readJournal(path string, torn bool) error {
	packed, err := os.Open(path)
	if err != nil {
		return err
	}
	defer packed.Close()
	records, err := result.ReadJournal(packed, path)
	if err != nil && !(torn && errors.Is(err, io.ErrUnexpectedEOF)) {
		return err
	}
	f.records = append(f.records, records...)
	return nil
}
