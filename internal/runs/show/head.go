package show

import (
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// head is the head of a results file, with what its comments note of the run.
type head struct {
	result.Head
	trust    []string
	failed   []report.Failure
	retained map[string]launch.Retention // by scenario

	threshold bool // it is of a search for a threshold
}

func headOf(text []byte) head {
	h := head{Head: result.HeadOf(text), retained: map[string]launch.Retention{}}
	for _, comment := range h.Comments {
		h.take(comment)
	}
	return h
}

// take takes a comment.
func (h *head) take(comment string) {
	word, rest, _ := strings.Cut(comment, " ")
	switch word {
	case "seed":
		if _, load, is := strings.Cut(comment, " load "); is {
			h.trust = append(h.trust, "load "+load+" at the start")
		}
	case "load":
		h.trust = slices.DeleteFunc(h.trust, func(s string) bool { return strings.HasSuffix(s, " at the start") })
		h.trust = append(h.trust, comment)
	case "warning:", "preempted", "unfit:", "fit:":
		h.trust = append(h.trust, comment)
	case "failed":
		if name, reason, is := strings.Cut(rest, ": "); is {
			h.failed = append(h.failed, report.Failure{Name: name, Reason: reason})
		}
	case "threshold":
		h.threshold = h.threshold || strings.HasPrefix(rest, "{")
	case "retained":
		if name, kept, err := session.ParseRetained(comment); err == nil {
			h.retained[name] = kept
		}
	}
}

// settings are the configuration lines that must agree before lines are one sample.
var settings = []string{"goos", "goarch", "cpu", "kernel", "thp", "pagesize", "go", "cgo", "goexperiment", "ballast", "pages", "reader"}
