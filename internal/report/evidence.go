package report

import (
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// Evidence is the proof of one case in one line. The owner changed the data between
// acquisition and use, and the line has what each arm saw of it, and the references.
func Evidence(evidence []proof.Evidence, references []reference.ID) string {
	var s strings.Builder
	s.WriteString("proof:")
	for _, e := range evidence {
		if e.Fault != "" {
			fmt.Fprintf(&s, " %s failed,", e.Arm)
			continue
		}
		fmt.Fprintf(&s, " %s %s", e.Arm, e.Seen)
		if e.Addresses && e.Overlap {
			s.WriteString(" by address too")
		}
		s.WriteString(",")
	}
	for _, r := range references {
		fmt.Fprintf(&s, " %s=%s", r.Role, r.Name)
	}
	return strings.TrimSuffix(s.String(), ",")
}
