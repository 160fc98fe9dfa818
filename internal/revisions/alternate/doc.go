// Package alternate measures two sides in turn: pairs of processes in random order,
// benchmark by benchmark, until a rule that it is handed says that it is enough.
//
// It owns the order only. It declines what a launch is and what its values mean.
package alternate
