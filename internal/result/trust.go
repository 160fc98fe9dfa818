package result

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"golang.org/x/perf/benchfmt"
)

// ownHead begins the first line of every results file of bufbench.
const ownHead = "# bufbench: "

// trust is how far the comments of a text are bufbench's. A text of go test also
// holds the output of the measured program. This may have comments that look like
// bufbench's. So comments count only in a text that begins as bufbench's do. At the
// first line that bufbench does not write, all of them lose their effect; go test
// ends with such a line.
type trust struct {
	begun  bool
	own    bool
	saved  int    // lines of a baseline's head, if nothing else was read: what follows may be of anybody
	inHead bool   // no result came since the head began
	lostAt int    // the first line that bufbench does not write
	judged string // the name of a result of a scenario
}

// begin looks at a line before anything else does.
func (t *trust) begin(line []byte) {
	head := strings.HasPrefix(string(line[:min(len(line), len(ownHead))]), ownHead)
	switch {
	case !t.begun:
		t.begun, t.own = true, head
		if string(line) == baselineHead {
			t.saved = 1
		}
	case t.saved == 1 && bytes.HasPrefix(line, []byte("# started ")):
		t.saved = 2
	case t.saved > 0:
		t.own, t.saved = head, 0
	}
	if t.own && head {
		t.inHead = true
	}
}

// comment takes from a comment in the head what it says of the machine.
func (t *trust) comment(p *Place, line string) {
	if !t.inHead {
		return
	}
	p.judge(line)
	if run, is := parseStarted(line); is {
		p.Machine, p.Commit = cmp.Or(run.machine, p.Machine), cmp.Or(run.commit, p.Commit)
	}
}

// judge looks at a result. Only runs of scenarios say whether a machine was fit.
func (t *trust) judge(p *Place, name benchfmt.Name) {
	t.inHead = false
	if p.Fit == "" && p.Unfit == "" || string(name) == t.judged {
		return
	}
	if _, err := parseName(string(name)); err != nil {
		p.Fit, p.Unfit = "", ""
		return
	}
	t.judged = string(name)
}

// ofBufbench reports whether a comment is one that bufbench judges by.
func ofBufbench(comment string) bool {
	if _, is := parseDesign(comment); is {
		return true
	}
	text := strings.TrimSpace(strings.TrimPrefix(comment, "#"))
	return strings.HasPrefix(text, unfitHead) || strings.HasPrefix(text, fitHead) || strings.HasPrefix(text, "started ") && strings.Contains(text, " machine ")
}

// isPaired reports whether a comment says that the lines below it are paired.
func isPaired(comment string) bool {
	return slices.Contains(strings.Fields(comment), "paired=yes")
}
