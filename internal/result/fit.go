package result

import (
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
)

// What a results file of bufbench says of its machine, as comments in its head:
// whether identical code was alike.
const (
	fitHead   = "fit: "
	unfitHead = "unfit: "
)

// FitNote is the comment of a run that found its machine fit to judge times.
func FitNote(noise string) string { return fitHead + noise }

// UnfitNote is the comment of a run that did not, with the reason.
func UnfitNote(reason string) string { return unfitHead + reason }

// judge takes from a comment what it says of the machine. A text of several runs
// is unfit where one of them is.
func (p *Place) judge(comment string) {
	text := strings.TrimSpace(strings.TrimPrefix(comment, "#"))
	if reason, is := strings.CutPrefix(text, unfitHead); is && p.Unfit == "" {
		p.Unfit = console.Line(reason, 200)
	}
	if noise, is := strings.CutPrefix(text, fitHead); is && p.Fit == "" {
		p.Fit = console.Line(noise, 200)
	}
}
