package session

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/result"
)

// retainedHead begins the note of a run about memory that views keep.
const retainedHead = "retained "

// retainedNote is that note.
func retainedNote(scenario string, r launch.Retention) string {
	return fmt.Sprintf(retainedHead+"%s %s: %d sources, %s used of each, the process grew by %s", scenario, r.Case, r.Sources, r.Part, r.Grown)
}

// ParseRetained reads the note. It is an error if the comment is another one.
func ParseRetained(comment string) (scenario string, r launch.Retention, err error) {
	const words = 13 // SubSlice size=1MiB/passes=1 64 sources 64B used of each the process grew by 66612KiB
	text, is := strings.CutPrefix(comment, retainedHead)
	field := strings.Fields(strings.NewReplacer(": ", " ", ", ", " ").Replace(text))
	if !is || len(field) != words {
		return "", r, errors.New("it is of another form")
	}
	scenario, at, part, grown := field[0], field[1], field[4], field[words-1]
	if r.Sources, err = strconv.Atoi(field[2]); err != nil {
		return "", r, err
	}
	if r.Part, err = bench.ParseBytes(part); err != nil {
		return "", r, err
	}
	if r.Grown, err = bench.ParseBytes(grown); err != nil {
		return "", r, err
	}
	r.Case, err = result.ParseCase(at)
	return scenario, r, err
}
