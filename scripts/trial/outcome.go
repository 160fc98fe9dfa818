package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/bufbench/bufbench/internal/host/wholefile"
)

// outcome is one comparison by one tool: a line of the trial's file.
type outcome struct {
	Tool   string  `json:"tool"` // bufbench or benchstat
	Class  string  `json:"class"`
	Work   string  `json:"work"`
	Parts  int     `json:"parts"` // one in so many was planted; 0 is none
	Loaded bool    `json:"loaded"`
	Word   string  `json:"word"`
	Truth  float64 `json:"truth"` // log of the planted ratio
	located
	effort
	Clock string `json:"clock,omitempty"`
	past
	// Logs are the log ratios of the launches, in their order, by clock.
	Logs map[string][]float64 `json:"logs,omitempty"`
}

// located is the ratio that was found.
type located struct {
	Center float64 `json:"center"` // its log
	Lo     float64 `json:"lo"`     // its interval; both 0 where there is none
	Hi     float64 `json:"hi"`
	P      float64 `json:"p,omitempty"`
}

// effort is what a comparison took.
type effort struct {
	Seconds  float64 `json:"seconds"`
	Launches int     `json:"launches"`
}

// past is what only comparisons of histories have.
type past struct {
	Code string  `json:"code,omitempty"` // same if both sides run the same
	Took float64 `json:"took,omitempty"` // seconds per operation
}

// file appends outcomes: each is on the disk before the next is measured.
type file struct{ name string }

func openFile(name string) (file, error) {
	if err := wholefile.AppendNamed(name, nil); err != nil {
		return file{}, fmt.Errorf("open the file of outcomes: %w", err)
	}
	return file{name}, nil
}

func (f file) add(o outcome) error {
	line, err := json.Marshal(o)
	if err == nil {
		err = wholefile.AppendNamed(f.name, append(line, '\n'))
	}
	if err != nil {
		return fmt.Errorf("write an outcome of %s: %w", o.Work, err)
	}
	return nil
}

// read returns the outcomes of some files.
func read(names []string) ([]outcome, error) {
	var all []outcome
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		dec := json.NewDecoder(f)
		for {
			var o outcome
			err := dec.Decode(&o)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, fmt.Errorf("read %s: %w", name, err)
			}
			all = append(all, o)
		}
	}
	return all, nil
}
