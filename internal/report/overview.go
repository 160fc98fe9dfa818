package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// summaryWidth is the width of a summary of many scenarios, in columns.
const summaryWidth = 100

// barColumns is the length of the longest bar in a summary.
const barColumns = 4

// overview prints many scenarios, a row each, at the case in the middle of its grid.
func (r Run) overview(w io.Writer) error {
	var out strings.Builder
	out.WriteString("→ " + strings.Join(wrap(r.counted(), width-2), "\n  ") + "\n")
	if err := r.scenarioTable().text(&out); err != nil {
		return fmt.Errorf("print the scenarios: %w", err)
	}
	out.WriteString("costs: the time per op above that of the fastest arm, ± half an interval\n")
	for _, s := range r.Scenarios {
		if err := counts(&out, s.Cases, false); err != nil {
			return fmt.Errorf("print the counters of %s: %w", s.Info.Name, err)
		}
	}
	if open := r.open(); open != "" {
		labelled(&out, "Open", open)
	}
	r.closing(&out, r.Scenarios)
	_, err := io.WriteString(w, out.String())
	return err
}

// counted says in how many scenarios a view is the fastest way.
func (r Run) counted() string {
	views, safe, ties, open := 0, 0, 0, 0
	for _, s := range r.Scenarios {
		g, ok := s.Answer.Middle()
		switch {
		case !ok || g.Word() == verdict.Open:
			open++
		case g.Word() == verdict.Tied:
			ties++
		case g.Danger:
			views++
		default:
			safe++
		}
	}
	text := fmt.Sprintf("a view is fastest in %d of %s, a copy in %d", views, counted(len(r.Scenarios), "scenario", "scenarios"), safe)
	if ties > 0 {
		text += fmt.Sprintf("; %d tie", ties)
	}
	if open > 0 {
		text += fmt.Sprintf("; %d undecided", open)
	}
	return text + "."
}

// open names scenarios with comparisons that came to no verdict, and counts the rest.
func (r Run) open() string {
	var names []string
	for _, s := range r.Scenarios {
		if len(openCases(s)) > 0 {
			names = append(names, s.Info.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	const most = 3
	if more := len(names) - most + 1; more > 1 {
		names = append(names[:most-1], fmt.Sprintf("%d more", more))
	}
	return fmt.Sprintf("some comparisons are undecided in %s; what to type is shown for each of them (see Again)", Listed(names, "and"))
}

// scenarioTable has a row per scenario.
func (r Run) scenarioTable() grid {
	g := grid{header: []string{"scenario", "at", "best", "copy costs", "", "safe way costs", "view wins"}, left: 3}
	if r.Rate > 0 {
		g.header[4] = "at " + rateText(r.Rate)
	}
	largest := 0.
	for _, s := range r.Scenarios {
		if m, ok := s.Answer.Middle(); ok && m.Than == "copy" {
			largest = max(largest, m.Saves.Center)
		}
	}
	for _, s := range r.Scenarios {
		g.rows = append(g.rows, r.scenarioRow(s, largest))
	}
	return g.fitted(1, summaryWidth).noted(r.Scenarios)
}

// fitted is g with one column clipped, as far as it must be for so many columns in all.
func (g grid) fitted(column, most int) grid {
	widths := g.widths()
	limit := widths[column] - max(g.columns()-most, 0)
	for _, row := range g.rows {
		row[column] = clipped(row[column], max(limit, displayed(g.header[column])))
	}
	return g
}

// scenarioRow is the row of a scenario. Largest is the largest cost of any copy.
func (r Run) scenarioRow(s Scenario, largest float64) []string {
	m, ok := s.Answer.Middle()
	if !ok {
		return []string{s.Info.Name, "-", "-", "-", "", "-", "-"}
	}
	copied := interval.Estimate{}
	if m.Than == "copy" {
		copied = m.Saves
	}
	share := 0.
	if isKnown(copied) {
		share = copied.Center / max(largest, 1e-9)
	}
	drawn := bar(share, barColumns)
	drawn += strings.Repeat(" ", barColumns-displayed(drawn))
	if r.Rate > 0 {
		drawn = extraCPUs(caseOf(s, m), r.Rate)
	}
	return []string{s.Info.Name, place(m.Case), winner(m), cost(copied), drawn, safeCell(m), winsFrom(s.Answer.Wins, m)}
}

// safeCell is the fastest safe way and what it costs.
func safeCell(g verdict.Gain) string {
	switch {
	case g.Safe.Arm != "":
		return g.Safe.Arm + " " + costAlone(g.Safe.Costs)
	case g.Danger && g.Than == "copy":
		return "copy"
	}
	return "-"
}

// winsFrom is from which size the view wins, at the axes of a gain.
func winsFrom(wins []verdict.Win, g verdict.Gain) string {
	for _, w := range wins {
		if valuesOf(w.Axes) != valuesOf(g.Case.Axes) {
			continue
		}
		switch {
		case w.State == verdict.NoInterval:
			return verdict.Open
		case w.State == verdict.NoView:
			return "-"
		case w.State == verdict.NotShown:
			return "nowhere"
		case w.Next > 0 && w.From.Size == w.To.Size:
			return "at " + short(w.From.Size)
		case w.Next > 0:
			return short(w.From.Size) + "–" + short(w.To.Size)
		}
		return "from " + short(w.From.Size)
	}
	return "-"
}

// noted is g with a note on each scenario in the last column, as long as there is room
// for it.
func (g grid) noted(all []Scenario) grid {
	room := summaryWidth - len(g.header) - 1
	for i := range g.header {
		widest := displayed(g.header[i])
		for _, row := range g.rows {
			widest = max(widest, displayed(row[i]))
		}
		room -= widest
	}
	if room < len("undecided") {
		return g
	}
	g.header = append(g.header, "note")
	for i, s := range all {
		g.rows[i] = append(g.rows[i], clipped(note(s), room))
	}
	return g
}

// note is the word on a scenario that its figures do not say: what is undecided, or who
// frees the memory of a view.
func note(s Scenario) string {
	if n := len(openCases(s)); n > 0 {
		return fmt.Sprintf("%d noisy", n)
	}
	if m, ok := s.Answer.Middle(); ok && m.Danger {
		return strings.TrimSuffix(plain(s.Info.Card.Frees), ".")
	}
	return ""
}

// clipped is a text of at most so many columns.
func clipped(s string, columns int) string {
	if displayed(s) <= columns {
		return s
	}
	runes := []rune(s)
	return string(runes[:min(len(runes), max(columns-1, 0))]) + "…"
}
