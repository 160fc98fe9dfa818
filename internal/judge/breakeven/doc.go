// Package breakeven finds where two rivals cost the same: from which size on a view
// beats a copy (N*), and up to how many passes (K*), with an interval.
//
// Measurements of both rivals at several places of one axis come in, paired by launch.
// An [Answer] goes out. It has crossings with intervals, or one rival never loses in the
// range, or nothing can be said. It also says where further launches would tell most.
//
// Both rivals of a launch run under the same conditions. So the logarithm of their ratio
// is known far better than either time, and its sign tells the winner. A crossing lies
// between two neighbours with different winners, which needs no model. Between them, it
// is the zero of the difference of the times. The difference is affine in X as long as
// no mechanism changes, and is not used if it is not affine within the noise.
//
// The package owns this arithmetic only. It declines text, units other than ns, what an
// axis means, and measuring.
package breakeven
