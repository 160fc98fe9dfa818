// Package breakeven finds where two rivals cost the same: from which size
// on a view beats a copy (N*), up to how many passes (K*), with an interval.
//
// Measurements of both rivals at several places of one axis come in, paired by
// launch; an [Answer] goes out: crossings with intervals, or that one rival
// never loses in the range, or that nothing can be said and where further
// launches would tell most.
//
// Within a launch both rivals meet the same weather, so the logarithm of their
// ratio is known far better than either time, and its sign says who wins.
// Hence a crossing first of all lies between two neighbours that different
// rivals are shown to win, which needs no model. Between them it is where the
// difference of the times, which is affine in X as long as no mechanism
// changes, is 0; a difference that is not affine within the noise is not used.
//
// It owns this arithmetic only. It declines text, units other than ns, what an
// axis means, and measuring.
package breakeven
