package report

import (
	"fmt"
	"io"
	"strings"
)

// Trust says how far the figures of a run can be believed, beside their intervals. The
// zero value says nothing.
type Trust struct {
	Said  []string  `json:"said"`  // load and steal at the start and the end, and what disturbed the run
	Lacks []Failure `json:"lacks"` // parts that a results file lacks, or that cannot be read, by name
}

func (t Trust) empty() bool { return len(t.Said)+len(t.Lacks) == 0 }

// text prints in sentences what was said.
func (t Trust) text(w io.Writer) error {
	for i, text := range t.Said {
		for j, line := range wrap(sentence(text), width-2) {
			begin := ""
			switch {
			case i == 0 && j == 0:
				begin = "\n"
			case j > 0:
				begin = "  "
			}
			if _, err := fmt.Fprintf(w, "%s%s\n", begin, line); err != nil {
				return err
			}
		}
	}
	return nil
}

// document is the trust as programs read it; nil where nothing was said.
func (t Trust) document() *Trust {
	if t.empty() {
		return nil
	}
	return &Trust{Said: notNil(t.Said), Lacks: notNil(t.Lacks)}
}

// calm is what was said but for warnings, of which there is one each on standard error,
// and how many there were.
func (t Trust) calm() (said []string) {
	warnings := 0
	for _, text := range t.Said {
		if strings.HasPrefix(text, "warning: ") {
			warnings++
			continue
		}
		said = append(said, text)
	}
	if warnings > 0 {
		said = append(said, counted(warnings, "warning", "warnings"))
	}
	return said
}
