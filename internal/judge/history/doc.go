// Package history finds the commits at which the results of a benchmark changed for
// good. A [Series] goes in, one [Point] per commit with every replicate, and changes
// come out, each with an interval of its place and of its size.
//
// The answer depends on the values only: the same series has the same changes on every
// machine. [Changes] of the first n points is what a person would have seen after n
// commits, and [Follower] gives the same one commit at a time.
//
// It declines files, commits, words and alerts: it returns indexes and numbers.
package history
