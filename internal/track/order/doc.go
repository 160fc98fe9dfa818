// Package order puts measured commits in the order of git's first parents. A branch
// leaves that line at its merge base. Commits that git does not know stand by their dates.
//
// It asks git and changes nothing. It declines what was measured.
package order
