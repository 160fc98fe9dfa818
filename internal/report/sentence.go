package report

import (
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// answerSentence is an answer in one sentence: from which size the view wins, how it
// fares at the most passes, and the cost of the second best.
func answerSentence(a verdict.Answer) string {
	parts := []string{winning(a.Wins)}
	for _, clause := range []string{atMostPasses(a.Most), secondBest(a.Changes.Pivot)} {
		if clause != "" {
			parts = append(parts, clause)
		}
	}
	return strings.Join(parts, "; ") + "."
}

// winning says where the view wins at the fewest passes.
func winning(wins []verdict.Win) string {
	if len(wins) == 0 {
		return "nothing was measured"
	}
	var phrases []string
	for _, w := range wins {
		phrase := win(w)
		if len(w.Axes) > 0 {
			phrase = valuesOf(w.Axes) + ": " + phrase
		}
		phrases = append(phrases, phrase)
	}
	return fmt.Sprintf("%s (%s)", strings.Join(phrases, "; "), counted(wins[0].Passes, "pass", "passes"))
}

// win says from which size on the view wins, at one value of each axis.
func win(w verdict.Win) string {
	switch w.State {
	case verdict.NoView:
		return fmt.Sprintf("there is no view to compare at %s", w.Last.Size)
	case verdict.NoInterval:
		return counted(w.Last.Over.N, "launch gives", "launches give") + " no interval, so nothing is decided"
	case verdict.NotShown:
		return fmt.Sprintf("the view is not shown to win up to %s", w.Last.Size)
	}
	from, to := w.From.Size, w.To.Size
	switch {
	case w.Next > 0 && from == to:
		return fmt.Sprintf("the view wins at %s, %s, and is not shown to win at %s", from, faster(w.From.Over), w.Next)
	case w.Next > 0:
		return fmt.Sprintf("the view wins from %s to %s, %s there, and is not shown to win at %s", from, to, faster(w.To.Over), w.Next)
	case from == to:
		return fmt.Sprintf("the view wins at %s, %s", to, faster(w.From.Over))
	}
	return fmt.Sprintf("the view wins from %s on: %s at %s, %s at %s", from, faster(w.From.Over), from, faster(w.To.Over), to)
}

// atMostPasses says how the view fares at the most passes; nothing if all cases have
// the same number.
func atMostPasses(m verdict.MostPasses) string {
	where := "at " + counted(m.Passes, "pass", "passes")
	switch {
	case m.Passes == 0:
		return ""
	case m.Wins == m.Cases:
		return where + ", the maximum measured, the view wins too"
	case m.Lost != nil:
		return fmt.Sprintf("%s %s wins at %s, %s than %s", where, m.Lost.Best, sized(m.Lost.Case), faster(m.Lost.Ahead), m.Lost.Next)
	}
	return fmt.Sprintf("%s the view wins in %d of %s", where, m.Wins, counted(m.Cases, "case", "cases"))
}

// secondBest says what the second best costs in the case in the middle.
func secondBest(c verdict.Cell) string {
	switch {
	case c.Ahead.N == 0 || !(c.Ahead.Lo > 0):
		return ""
	case c.Tied():
		return fmt.Sprintf("%s and %s tie at %s", c.Best, c.Next, placed(c.Case))
	}
	return fmt.Sprintf("the second best, %s, is %s at %s", c.Next, faster(inverse(c.Ahead)), placed(c.Case))
}

// thirdOf says which arm is a third way; nothing without one.
func thirdOf(t verdict.Third) string {
	of := fmt.Sprintf("%d of %s", t.Wins, counted(t.Cases, "case", "cases"))
	switch {
	case t.Arm == "":
		return ""
	case t.Both:
		return fmt.Sprintf("%s beats both in %s: at %s it is %s than the view and %s than the copy",
			t.Arm, of, placed(t.Place), faster(t.OverView), faster(t.OverCopy))
	case t.Arm == "reuse":
		return fmt.Sprintf("if you must copy, copy into a buffer you keep: faster in %s, by %s at %s", of, factorWithin(t.OverCopy), placed(t.Place))
	}
	return fmt.Sprintf("if you must copy, copy by %s: faster in %s, by %s at %s", t.Arm, of, factorWithin(t.OverCopy), placed(t.Place))
}

// arrow is the answer of a scenario in a sentence, each clause on lines of its own.
func arrow(a verdict.Answer) string {
	var lines []string
	for clause := range strings.SplitAfterSeq(answerSentence(a), "; ") {
		lines = append(lines, wrap(clause, width-2)...)
	}
	return "→ " + strings.Join(lines, "\n  ") + "\n"
}
