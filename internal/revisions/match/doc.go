// Package match prepares two revisions of Go packages to be measured in turn: it
// writes the files of both, builds their benchmarks, finds which of them both
// have, how many iterations make a sample, and what is to be launched.
//
// It declines in which order launches are made (package alternate), when they are
// enough, and what their values say.
package match
