package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/judge/history"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// rows prints the table of series.
func (t Track) rows(out io.Writer, which []int) error {
	const wide, columns = 29, 12
	last := t.last()
	envs := t.envs()
	g := grid{header: []string{"benchmark", "over commits", "now", "last change"}, left: 2}
	for _, i := range which {
		s := t.Series[i]
		tail := " " + seriesUnit(s)
		if at := slices.Index(envs, s.Env); at >= 0 && len(envs) > 1 {
			tail += fmt.Sprintf(" [%d]", at+1)
		}
		name := s.String()
		if !t.All {
			name = ended(name, max(8, wide-utf8.RuneCountInString(tail)))
		}
		now := Value(Center(s.Points[len(s.Points)-1].Values), s.Unit)
		g.rows = append(g.rows, []string{name + tail, sparkline(s, len(t.Line.Commits), columns), now, t.lastChange(s, last[i])})
	}
	if err := g.text(out); err != nil {
		return fmt.Errorf("print the history: %w", err)
	}
	return nil
}

// seriesUnit is the unit of a series, and for an index the unit of its times.
func seriesUnit(s trend.Series) string {
	if s.Unit == indexUnit {
		return strings.TrimPrefix(s.Env, "ratios of ")
	}
	return s.Unit
}

// lastChange is a change in a few words: +12 % worse at 1a2b3c4d5.
func (t Track) lastChange(s trend.Series, c *alert.Change) string {
	if c == nil {
		if alert.TooFew(s) {
			return "too few commits"
		}
		return "-"
	}
	text := ""
	if hasRatio(c.Change) {
		text = signedPercent(c.Ratio) + " "
	}
	text += "at " + t.commit(c.Commit)
	if c.Word != alert.Changed {
		text = string(c.Word) + " " + text
	}
	return text
}

// hasRatio reports whether a change can be told in per cent: not from 0, and not from one
// sign to the other.
func hasRatio(c history.Change) bool {
	return c.Ratio > 0 && !math.IsInf(c.Ratio, 0) || c.Before != 0 && c.After == 0
}

// ratioRange is the interval of a ratio in per cent, which may have no upper end.
func ratioRange(c history.Change) string {
	if math.IsInf(c.RatioHigh, 0) {
		return change(c.RatioLow) + " or more"
	}
	return change(c.RatioLow) + ", " + change(c.RatioHigh)
}

// last is the last change of each series.
func (t Track) last() map[int]*alert.Change {
	last := map[int]*alert.Change{}
	for i := range t.Found.Changes {
		last[t.Found.Changes[i].Series] = &t.Found.Changes[i]
	}
	return last
}

// ended is the end of a name that is too wide.
func ended(name string, width int) string {
	if utf8.RuneCountInString(name) <= width {
		return name
	}
	letters := []rune(name)
	return "…" + string(letters[len(letters)-width+1:])
}
