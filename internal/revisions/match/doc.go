// Package match makes two revisions of Go packages ready to be measured. It writes the
// files of both, builds their benchmarks, and matches the benchmarks by name. It also
// finds how many iterations make a sample, and how a pair of launches is measured.
//
// It does not know the order of the pairs, how many are enough, or what their values
// mean.
package match
