package breakeven

import (
	"math"

	"github.com/bufbench/bufbench/internal/interval"
)

// Place is who wins at one X.
type Place struct {
	X float64

	// Faster is how many times faster the view is than the copy: above 1 the
	// view wins. The intervals of all places hold together. Lo is 0 and Hi +Inf
	// where there is one launch only.
	Faster interval.Estimate
}

// place states the interval of a spot; miss is the probability that it may
// miss with.
func (p spot) place(confidence, miss float64) Place {
	e := interval.Estimate{Center: math.Exp(-p.ratio.center), Lo: 0, Hi: math.Inf(1), Confidence: confidence, N: p.ratio.n}
	if p.ratio.draws != nil {
		reach := studentQuantile(p.ratio.n-1, miss) * p.ratio.se
		e.Lo, e.Hi = math.Exp(-p.ratio.center-reach), math.Exp(-p.ratio.center+reach)
	}
	return Place{X: p.x, Faster: e}
}

// places states all spots, so that their intervals hold together (Bonferroni).
func places(all []spot, s Search) []Place {
	var stated []Place
	for _, p := range all {
		stated = append(stated, p.place(s.Confidence, (1-s.Confidence)/float64(len(all))))
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
