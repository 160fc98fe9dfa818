package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// breakevenLines are a break-even in words: where it is, or why there is none,
// and a line for a fitted constant beside its probes. Places follow where no
// line holds.
func breakevenLines(b verdict.Breakeven) []string {
	lines := []string{setting(b) + breakevenSentence(b)}
	if b.Word == breakeven.NoModel {
		for _, p := range b.Places {
			lines = append(lines, fmt.Sprintf("  %s: the view is %s", placeOn(b, p.X), faster(p.Faster)))
		}
	}
	if c := b.Setup; c != nil {
		lines = append(lines, "  "+constant(b, *c))
	}
	return lines
}

// setting is what stays the same: "break-even, object=bytes, 1 pass: ".
func setting(b verdict.Breakeven) string {
	parts := []string{"break-even"}
	for _, a := range b.Rest.Axes {
		parts = append(parts, a.Key+"="+a.Value)
	}
	if b.Along == verdict.Size {
		parts = append(parts, passes(float64(b.Rest.Passes)))
	} else {
		parts = append(parts, b.Rest.Size.String())
	}
	return strings.Join(parts, ", ") + ": "
}

func breakevenSentence(b verdict.Breakeven) string {
	view, copied := b.Contest.View, b.Contest.Copy
	from, to := b.Range()
	between := fmt.Sprintf("from %s to %s", placeOn(b, from), placeOn(b, to))
	switch b.Word {
	case breakeven.Crosses:
		var parts []string
		for _, c := range b.Crossings {
			parts = append(parts, crossing(b, c))
		}
		return strings.Join(parts, "; ")
	case breakeven.ViewNeverLoses:
		return fmt.Sprintf("none: %s never loses to %s %s, %s%s", view, copied, between, closest(b), beyond(b))
	case breakeven.CopyNeverLoses:
		return fmt.Sprintf("none: %s never loses to %s %s, %s%s", copied, view, between, closest(b), beyond(b))
	case breakeven.Tie:
		return fmt.Sprintf("none: %s and %s tie %s", view, copied, between)
	case breakeven.NoModel:
		return fmt.Sprintf("no model: the winner of %s and %s changes, and no line holds where it does", view, copied)
	}
	return fmt.Sprintf("undecided between %s and %s %s: too few launches differ by too much", view, copied, between)
}

// crossing says who wins above a break-even.
func crossing(b verdict.Breakeven, c breakeven.Crossing) string {
	winner, loser := b.Contest.View, b.Contest.Copy
	if c.Winner == breakeven.Copy {
		winner, loser = loser, winner
	}
	return fmt.Sprintf("%s beats %s from %s on", winner, loser, span(b, c.At))
}

// span is a place with its interval: 742B [690B,801B].
func span(b verdict.Breakeven, e interval.Estimate) string {
	switch b.Along {
	case verdict.Passes:
		return fmt.Sprintf("%s [%s,%s] passes", Figures(e.Center), Figures(e.Lo), Figures(e.Hi))
	case verdict.Size:
		return fmt.Sprintf("%s [%s,%s]", placeOn(b, e.Center), placeOn(b, e.Lo), placeOn(b, e.Hi))
	}
	return fmt.Sprintf("%s [%s,%s]", placeOn(b, e.Center), whole(e.Lo), whole(e.Hi))
}

// closest is how near the winner comes to losing.
func closest(b verdict.Breakeven) string {
	p := b.Closest()
	e := p.Faster
	if b.Word == breakeven.CopyNeverLoses {
		e = inverse(e)
	}
	return fmt.Sprintf("%s at the closest, %s", factorWithin(e), placeOn(b, p.X))
}

// beyond is what the fitted slopes say of more passes than were measured.
func beyond(b verdict.Breakeven) string {
	switch {
	case b.Along != verdict.Passes:
		return ""
	case b.Beyond.N > 0 && !math.IsInf(b.Beyond.Center, 0):
		return "; the fitted lines would meet at " + span(b, b.Beyond)
	case b.Excess.N > 0 && b.Excess.Lo <= 0 && b.Word == breakeven.ViewNeverLoses:
		return fmt.Sprintf("; nor at more, as a pass over the view is not shown to take longer (by %sns [%s,%s])",
			Figures(b.Excess.Center), Figures(b.Excess.Lo), Figures(b.Excess.Hi))
	}
	return ""
}

// placeOn is a place on the axis of a break-even.
func placeOn(b verdict.Breakeven, x float64) string {
	switch b.Along {
	case verdict.Passes:
		return passes(x)
	case verdict.Size:
		return roughly(x)
	}
	if b.Along == "" {
		return whole(x)
	}
	return fmt.Sprintf("%s=%s", b.Along, whole(x))
}

// whole prints a value of a parameter of somebody's own: in three figures, or exactly.
func whole(x float64) string { return trimmed(Figures(x)) }

func passes(x float64) string {
	if x == 1 {
		return "1 pass"
	}
	return trimmed(Figures(x)) + " passes"
}

// roughly prints a size in three figures: 742B, 1.50KiB, 64KiB.
func roughly(x float64) string {
	for _, u := range []bench.Bytes{bench.GiB, bench.MiB, bench.KiB} {
		if x >= float64(u)*nearly {
			return trimmed(Figures(x/float64(u))) + strings.TrimLeft(u.String(), "1")
		}
	}
	return trimmed(Figures(x)) + "B"
}

// trimmed takes off the zeros of a fraction.
func trimmed(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// constant is a fitted constant beside its probes.
func constant(b verdict.Breakeven, c verdict.Constant) string {
	agree := "which agree"
	if c.Disagree {
		agree = "WHICH DISAGREE"
	}
	return fmt.Sprintf("%s beside its bytes: %s fitted, %s by probes (%s), %s",
		b.Contest.View, nanos(c.Fitted), nanos(c.Probed), sum(c.Probes), agree)
}

func nanos(e interval.Estimate) string {
	return fmt.Sprintf("%sns [%s,%s]", Figures(e.Center), Figures(e.Lo), Figures(e.Hi))
}

// sum is a list of names in which repeated ones are counted: 2×cgo-call+pin.
func sum(names []string) string {
	var parts []string
	for i := 0; i < len(names); {
		n := 1
		for i+n < len(names) && names[i+n] == names[i] {
			n++
		}
		part := names[i]
		if n > 1 {
			part = fmt.Sprintf("%d×%s", n, part)
		}
		parts = append(parts, part)
		i += n
	}
	return strings.Join(parts, "+")
}
