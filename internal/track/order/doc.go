// Package order puts measured commits in an order: that of git's first parents, of merge
// bases for branches, and of dates where git does not know a commit.
//
// It asks git and changes nothing. It declines what was measured.
package order
