// Package plant makes the scenarios by which this program tests itself and the
// machine. A control has an arm that lies, and the words for it: a build that
// misses one cannot be believed. A work has two arms of the same code, copy and
// twin. The twin can do one part in so many more: a known difference, to be found.
//
// It declines to run and to judge them. Honest arms are exported beside the lying
// ones, as parts of further liars.
package plant
