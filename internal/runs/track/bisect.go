package track

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/runs/ab"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// Bisect looks for the commit of one change of one benchmark.
type Bisect struct {
	Pairing
	Range string // A..B: A has the old level, B the new one
	Unit  string // tidied, such as sec/op
	Say   func(format string, args ...any)
}

// Step is one comparison with the first commit of the range.
type Step struct {
	Commit trend.Seen
	Ratio  interval.Estimate
	Word   verdict.Word
	Has    bool // it has the change
}

// Culprit is the commit of a change, or a range of commits that cannot be compared.
type Culprit struct {
	Benchmark   string
	Before      trend.Seen // the last commit without the change
	First       trend.Seen // the first commit with it
	Total       interval.Estimate
	Steps       []Step
	Unbuildable []string // commits between the two that could not be compared, with the reason
}

// errUnsure is the error of a step that may have the change or not.
var errUnsure = errors.New("undecided")

// mostUnsure is how many such steps end a search: further ones would tell no more.
const mostUnsure = 8

// Run compares commits inside of the range with its first one, until one commit is left.
// The error says if the whole range shows no change here.
func (b Bisect) Run(ctx context.Context) (Culprit, error) {
	var c Culprit
	chain, err := b.chain(ctx, b.Range)
	if err != nil {
		return c, err
	}
	low, high := 0, len(chain)-1
	step, changed, err := b.step(ctx, chain[0], chain[high], &c)
	if err != nil {
		return c, fmt.Errorf("compare both ends of %s: %w", b.Range, err)
	}
	c.Total = step.Ratio
	if !changed {
		return c, &NoChange{Culprit: c, Range: b.Range, Word: step.Word}
	}
	broken, why := map[int]bool{}, map[int]string{}
	for unsure := 0; unsure < mostUnsure; {
		mid := middle(low, high, broken)
		if mid < 0 {
			break
		}
		step, _, err := b.step(ctx, chain[0], chain[mid], &c)
		switch {
		case ctx.Err() != nil:
			return c, context.Canceled
		case err != nil:
			broken[mid], why[mid] = true, fmt.Sprintf("%.9s: %v", chain[mid].ID, err)
			if errors.Is(err, errUnsure) {
				unsure++
			}
		case step.Has:
			high = mid
		default:
			low = mid
		}
	}
	for i := low + 1; i < high; i++ {
		c.Unbuildable = append(c.Unbuildable, cmp.Or(why[i], fmt.Sprintf("%.9s: not tried: %d others are undecided", chain[i].ID, mostUnsure)))
	}
	c.Before, c.First = chain[low], chain[high]
	return c, nil
}

// middle is the commit in the middle of a range that may be compared; -1 without one.
func middle(low, high int, broken map[int]bool) int {
	best, center := -1, (low+high)/2
	for i := low + 1; i < high; i++ {
		if !broken[i] && (best < 0 || max(i-center, center-i) < max(best-center, center-best)) {
			best = i
		}
	}
	return best
}

// step compares a commit with the first one. Half of the whole change, as a ratio, decides
// whether it has the change.
func (b Bisect) step(ctx context.Context, first, head trend.Seen, c *Culprit) (Step, bool, error) {
	s := Step{Commit: head}
	out, _, err := b.compare(ctx, first.ID, head.ID)
	if err != nil {
		return s, false, err
	}
	name, against, err := b.pick(out)
	if err != nil {
		return s, false, err
	}
	c.Benchmark, s.Ratio, s.Word = name, against.Ratio, against.Word
	changed := against.Word == verdict.Worse || against.Word == verdict.Better
	total := c.Total.Center
	if len(c.Steps) == 0 {
		total = s.Ratio.Center
	}
	if len(c.Steps) > 0 && s.unsure(total) {
		return s, false, fmt.Errorf("%w: %+.2g %% [%+.2g, %+.2g] (-max-time gives each commit more time)", errUnsure, 100*(s.Ratio.Center-1), 100*(s.Ratio.Lo-1), 100*(s.Ratio.Hi-1))
	}
	// What is undecided and unsure does not come here.
	s.Has = (changed || s.Word == verdict.Undecided) && math.Log(s.Ratio.Center)/math.Log(total) > 0.5
	c.Steps = append(c.Steps, s)
	b.Say("%.9s %s: %+.2g %% %s", head.ID, head.Subject, 100*(s.Ratio.Center-1), against.Word)
	return s, changed, nil
}

// unsure reports whether a step may have the change or not, which has a size in all.
func (s Step) unsure(total float64) bool {
	half := math.Sqrt(total)
	return s.Word == verdict.Undecided && s.Ratio.Lo < half && half < s.Ratio.Hi
}

// pick is the only comparison of a unit.
func (b Bisect) pick(out *ab.Outcome) (name string, against *compare.Comparison, err error) {
	var names []string
	for _, t := range out.Tables {
		if t.Unit != b.Unit {
			continue
		}
		for _, r := range t.Rows {
			for _, cell := range r.Cells {
				if cell != nil && cell.Against != nil && cell.Against.Ratio.N > 0 {
					names, name, against = append(names, r.Name), r.Name, cell.Against
				}
			}
		}
	}
	switch len(names) {
	case 0:
		return "", nil, fmt.Errorf("no benchmark has a ratio in %s", b.Unit)
	case 1:
		return name, against, nil
	}
	return "", nil, option.Errorf("bench", "several benchmarks match, and one change at a time can be looked for: %s", strings.Join(names[:min(len(names), 5)], ", "))
}

// NoChange means that the ends of a range do not differ here.
type NoChange struct {
	Culprit
	Range string
	Word  verdict.Word // of both ends
}

// Error implements error.
func (n *NoChange) Error() string {
	text := fmt.Sprintf("%s differs by %+.2g %% between both ends of %s here: %s", n.Benchmark, 100*(n.Total.Center-1), n.Range, n.Word)
	if n.Word == verdict.Undecided {
		text += ", and more time per commit may decide it"
	}
	return text
}

// IsNoChange reports whether the ends of a range do not differ.
func IsNoChange(err error) bool {
	var n *NoChange
	return errors.As(err, &n)
}
