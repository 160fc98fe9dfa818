package exit

import (
	"errors"
	"fmt"

	"github.com/bufbench/bufbench/internal/judge/compare"
)

// Verdict is a verdict that the exit code tells.
type Verdict struct {
	Code int
	Text string
}

// Error implements error.
func (v *Verdict) Error() string { return v.Text }

// Printed joins err with lost, the error of writing to standard output. If err is a
// verdict, only its text remains, not its exit code: nobody has seen this verdict.
func Printed(err, lost error) error {
	var judged *Verdict
	switch {
	case lost == nil:
		return err
	case errors.As(err, &judged):
		return fmt.Errorf("%w; %s", lost, judged.Text)
	}
	return errors.Join(err, lost)
}

// Word returns the verdict of a comparison in one word. err is the error of the
// comparison: if it is not a verdict, the word is failed.
func Word(c compare.Counts, err error) string {
	var judged *Verdict
	switch {
	case err != nil && !errors.As(err, &judged):
		return "failed"
	case c.Worse > 0:
		return "worse"
	case c.Better > 0:
		return "better"
	case c.Undecided > 0:
		return "undecided"
	case c.Allowed > 0:
		return "allowed"
	}
	return "same"
}
