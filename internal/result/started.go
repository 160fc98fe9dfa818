package result

import (
	"fmt"
	"strings"
	"time"
)

// started says when a run began, on which machine, and of which code. It is the second
// line of a text of bufbench.
type started struct {
	at      string // date and time
	commit  string // may be empty
	machine string
}

func startedAt(at time.Time, commit, machine string) started {
	return started{at: at.UTC().Format(time.RFC3339), commit: commit, machine: machine}
}

// String is the comment, without its line end.
func (s started) String() string {
	text := "# started " + s.at
	if s.commit != "" {
		text += " commit " + s.commit
	}
	return fmt.Sprintf("%s machine %s", text, s.machine)
}

// parseStarted reads the comment. It reports false for other lines.
func parseStarted(comment string) (s started, is bool) {
	word := strings.Fields(strings.TrimPrefix(comment, "#"))
	if len(word) < 2 || word[0] != "started" {
		return s, false
	}
	for i := 0; i+1 < len(word); i++ {
		switch word[i] {
		case "started":
			s.at = word[i+1]
		case "commit":
			s.commit = word[i+1]
		case "machine":
			s.machine = word[i+1]
		}
	}
	return s, true
}
