// Package profile finds out where the time of operations goes, in one case of a
// scenario: it has every arm proven, measures arms beside the prices of what they do in
// some launches, and takes CPU samples of each arm in launches of their own. A run is a
// value: from [Spec] to [Outcome].
//
// It declines words and the sums, which are those of package budget.
package profile
