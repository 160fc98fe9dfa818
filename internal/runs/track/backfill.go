package track

import (
	"context"
	"fmt"

	"github.com/bufbench/bufbench/internal/track/trend"
)

// Backfill says which old commits to measure.
type Backfill struct {
	Pairing
	Range   string // A..B
	Every   int    // each commit of so many; 0 and 1 are all
	Chained bool   // compare each commit with the one before it, and not with A
	Say     func(format string, args ...any)
}

// Filled is what became of a backfill.
type Filled struct {
	Files  []Added
	Had    int      // comparisons that the record had already
	Failed []string // commits that could not be compared, with the reason
}

// Run compares the commits of a range with its first one, oldest first. What is in the
// record already is not measured again, so an interrupted backfill can be repeated.
func (b Backfill) Run(ctx context.Context) (Filled, error) {
	var out Filled
	chain, err := b.chain(ctx, b.Range)
	if err != nil {
		return out, err
	}
	have, err := compared(ctx, b.Place.store(), b.Spec.Revisions.Packages)
	if err != nil {
		return out, err
	}
	base := chain[0]
	chosen := every(chain[1:], b.Every)
	for i, head := range chosen {
		if have[[2]string{base.ID, head.ID}] {
			out.Had++
		} else {
			b.Say("%d of %d: %.9s %s", i+1, len(chosen), head.ID, head.Subject)
			_, added, err := b.compare(ctx, base.ID, head.ID)
			if ctx.Err() != nil {
				return out, context.Canceled
			}
			if err != nil {
				out.Failed = append(out.Failed, fmt.Sprintf("%.9s %s: %v", head.ID, head.Subject, err))
				continue
			}
			out.Files = append(out.Files, *added)
		}
		if b.Chained {
			base = head
		}
	}
	return out, nil
}

// every is each commit of so many, and always the last one.
func every(all []trend.Seen, n int) (some []trend.Seen) {
	for i, s := range all {
		if left := len(all) - 1 - i; left%max(n, 1) == 0 {
			some = append(some, s)
		}
	}
	return some
}

// Said is what to say of a backfill beside its document, in lines.
func (f Filled) Said() (lines []string) {
	for _, text := range f.Failed {
		lines = append(lines, "not compared: "+text)
	}
	if f.Had > 0 {
		lines = append(lines, fmt.Sprintf("the record had %d of the comparisons", f.Had))
	}
	return lines
}
