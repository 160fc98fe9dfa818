// Package interval estimates a location or a ratio from repeated
// measurements and says how sure the estimate is. Values come in, values go
// out.
//
// Its intervals assume that the values are independent draws of one
// distribution and nothing about that distribution's shape: measured times
// have heavy tails and several modes. Launches of a fresh process are such
// values; samples within one process are not.
//
// It owns the arithmetic only. It declines text, units, deciding what is
// better or worse, and intervals that stay valid when the data is looked at
// while it grows: every interval here is for a number of values that was
// fixed beforehand.
package interval
