package check

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/bufbench/bufbench/internal/result"
)

// Save keeps the results of a check as a baseline and returns its file. The caller must
// not save what the gate does not let pass: it would become what the next results are
// compared with.
func Save(s Spec, o Outcome) (path string, err error) {
	if len(o.Problems) > 0 {
		return "", errors.New("no baseline was saved: the results are not whole")
	}
	if o.Place.Machine != "" && o.Place.Machine != s.Machine {
		return "", fmt.Errorf("no baseline was saved: the results are of %q, and this is %q", o.Place.Machine, s.Machine)
	}
	var text []byte
	for _, in := range s.Inputs {
		one, err := in.Whole()
		if err == nil {
			one, err = result.UTF8(one)
		}
		if err != nil {
			return "", fmt.Errorf("save the baseline: %w", err)
		}
		text = append(text, one...)
		if !bytes.HasSuffix(text, []byte("\n")) {
			text = append(text, '\n')
		}
	}
	return result.SaveBaseline(s.Baseline.Folder, s.Machine, s.Baseline.Save, text)
}
