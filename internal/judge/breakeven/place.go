package breakeven

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Place is who wins at one X.
type Place struct {
	X float64

	// Faster is how many times faster the view is than the copy: above 1 the
	// view wins. The intervals of all places hold together. Lo is 0 and Hi +Inf
	// where there is one launch only.
	Faster interval.Estimate
}

// places states all spots, so that their intervals hold together (Bonferroni).
func places(all []spot, s Search) []Place {
	var stated []Place
	for _, p := range all {
		l, reach := p.ratio.center, p.ratio.reach((1-s.Confidence)/float64(len(all)))
		stated = append(stated, Place{X: p.x, Faster: interval.Estimate{
			Center: math.Exp(-l), Lo: math.Exp(-l - reach), Hi: math.Exp(-l + reach), Confidence: s.Confidence, N: p.ratio.n,
		}})
	}
	return stated
}

// winner is the rival that the interval shows to win, if any.
func (p Place) winner() Rival {
	switch {
	case p.Faster.Lo > 1:
		return View
	case p.Faster.Hi < 1:
		return Copy
	}
	return Nobody
}

// tied says whether the rivals are shown to differ by no more than margin.
func (p Place) tied(margin float64) bool {
	return p.Faster.Lo >= 1/(1+margin) && p.Faster.Hi <= 1+margin
}
