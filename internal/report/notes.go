package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/claim"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// notes prints below the answer of one scenario what it depends on. The danger is that
// of the gain's fastest arm.
func (r Run) notes(out *strings.Builder, s Scenario, g verdict.Gain) {
	if change := changes(s.Answer.Changes); change != "" {
		labelled(out, "Change", strings.TrimPrefix(change, "what would change it "))
	}
	for _, line := range Peaks(s.Peaks) {
		labelled(out, "Memory", line)
	}
	if late := bystanders(s); late != "" {
		labelled(out, "Others", late)
	}
	if danger := dangerOf(s); g.Danger && danger != "" {
		labelled(out, "Danger", danger)
	}
	if open := openCases(s); len(open) > 0 {
		labelled(out, "Open", fmt.Sprintf("%s; type: %s", openReasons(s), tryCases(s.Info.Name, open, fewest(s))))
	}
	r.closing(out, []Scenario{s})
}

// closing prints the claims, how far to trust the run, and how to see it again.
func (r Run) closing(out *strings.Builder, all []Scenario) {
	if claims := r.claims(); claims != "" {
		labelled(out, "Claims", claims)
	}
	labelled(out, "Trust", strings.Join(append([]string{trust(r.Fitness, all)}, r.Trust.calm()...), "; "))
	if r.File == "" {
		return
	}
	labelled(out, "Again", tryShow(plain(r.File), len(all) > 1))
}

// dangerOf is how long a view may be used, how it fails and what happened; empty if
// nobody said it.
func dangerOf(s Scenario) string {
	var parts []string
	for _, text := range []string{s.Info.Card.Valid, s.Info.Card.Failure} {
		if text = plainSentence(text); text != "" {
			parts = append(parts, text)
		}
	}
	text := strings.Join(parts, " ")
	if source := s.Info.Card.Incident.Source; source != "" && text != "" {
		text += " (" + plainSentence(source) + ")"
	}
	return text
}

// plainSentence is a sentence of somebody else's without its outer space.
func plainSentence(s string) string { return strings.TrimSpace(sentence(s)) }

// claims counts the published claims that were measured; empty if there is none.
func (r Run) claims() string {
	rows := claim.Measured(r.Claims)
	if len(rows) == 0 {
		return ""
	}
	count := map[claim.Word]int{}
	for _, row := range rows {
		count[row.Word]++
	}
	var parts []string
	for _, word := range []claim.Word{claim.Confirmed, claim.Contradicted, claim.Undecided} {
		if count[word] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", count[word], word))
		}
	}
	return fmt.Sprintf("%s of %s", strings.Join(parts, ", "), counted(len(rows), "published claim", "published claims"))
}

// trust says in a line how far the figures can be believed.
func trust(f verdict.Fitness, all []Scenario) string {
	text := "not known: identical code was not compared"
	switch unfit, noise := Unfit(f), Noise(f); {
	case unfit != "":
		text = "unfit: " + unfit + ": believe no verdict on times"
	case noise != "":
		text = "fit: identical code " + noise
	}
	if seen := detectable(all); seen != "" {
		text += "; " + seen
	}
	return text
}

// detectable says how small a difference from the copy could have been seen in the cases.
func detectable(all []Scenario) string {
	var shares []float64
	for _, s := range all {
		for _, c := range s.Cases {
			if a := c.Arm(opponent(c)); a != nil {
				if x := finite(a.Against.Detectable - 1); x != nil && *x > 0 {
					shares = append(shares, *x)
				}
			}
		}
	}
	if len(shares) == 0 {
		return ""
	}
	least, most := percent(slices.Min(shares)), percent(slices.Max(shares))
	if least == most {
		return "this run could have seen " + least
	}
	return fmt.Sprintf("this run could have seen %s to %s", strings.TrimSuffix(least, " %"), most)
}

// opponent is the arm that is compared in a case: the fastest, or the view.
func opponent(c verdict.Comparison) string {
	if a := c.Arm(c.Fastest); a != nil && a.Against.Word != "" {
		return c.Fastest
	}
	return "view"
}
