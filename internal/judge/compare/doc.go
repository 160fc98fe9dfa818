// Package compare judges any Go benchmark text: lines become the cells of
// tables by benchstat's filters and projections, each cell is held against that
// of the first column, and every comparison comes to a verdict.
//
// Centres, intervals, p-values and geometric means are those of benchstat on
// the same input. What it adds is said of [Comparison].
//
// Values come in, values go out: it opens no file and prints nothing.
package compare
