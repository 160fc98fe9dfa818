package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/gate"
)

// mostAnnotations is how many annotations GitHub shows of a step.
const mostAnnotations = 10

// Annotations prints workflow commands of GitHub, at most ten. A problem is an error,
// and so is an outcome that is broken or gone or looks broken. An acknowledged one is
// a notice.
func (c Gate) Annotations(w io.Writer) {
	left := mostAnnotations
	say := func(kind, title, text string) {
		if left > 0 {
			left--
			fmt.Fprintf(w, "::%s title=%s::%s\n", kind, propertyMarks.Replace(title), commandMarks.Replace(text))
		}
	}
	for _, p := range c.Problems {
		say("error", "bufbench check is incomplete", sentence(p))
	}
	for _, o := range c.Outcomes {
		if o.Failing() {
			say("error", "bufbench: "+named(o), sentence(saidOf(o)))
		}
	}
	for _, o := range c.Outcomes {
		if o.Word == gate.Acknowledged {
			say("notice", "bufbench: "+named(o), sentence(saidOf(o)+"; acknowledged: "+acknowledged(o)))
		}
	}
}

var (
	commandMarks  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyMarks = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
