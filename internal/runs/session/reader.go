package session

import (
	"cmp"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/option"
)

// fastName is the default reader as [ParseReader] reads it.
const fastName = "fast"

// ParseReader reads the name of a reader: fast, go or none.
func ParseReader(text string) (launch.Reader, error) {
	switch r := launch.Reader(text); {
	case text == fastName:
		return launch.FastReader, nil
	case r == launch.GoReader || r == launch.NoReader:
		return r, nil
	}
	return "", option.Errorf("reader", "%q is neither fast nor go nor none", text)
}

// readerName is a reader as [ParseReader] reads it.
func readerName(r launch.Reader) string { return cmp.Or(string(r), fastName) }

// checkReader refuses an unknown reader, and passes without a reader.
func (s Spec) checkReader() error {
	if _, err := ParseReader(readerName(s.Conditions.Reader)); err != nil {
		return err
	}
	for _, k := range s.Select.Passes {
		if k > 0 && s.Conditions.Reader == launch.NoReader {
			return option.Valuef("reader", s.Conditions.Reader, "nothing is read, so no case can have %d passes", k)
		}
	}
	return nil
}

// wish is what the spec asks of the scenarios: without a reader, cases of 0 passes.
func (s Spec) wish() launch.Wish {
	w := s.Select.wish()
	if s.Conditions.Reader == launch.NoReader {
		w.Passes = []int{0}
	}
	return w
}

// launched are the conditions of every launch.
func (s Spec) launched() launch.Conditions {
	return launch.Conditions{Ballast: runner.Ballast, Pages: s.Conditions.Pages, Reader: s.Conditions.Reader}
}
