// Package controls holds scenarios with an arm that lies, each with what must
// be said of it: the negative controls of this program. Where one of them is
// measured like an honest one, no result of that build can be believed. It also
// lists works whose two arms are the same code: where those are told apart, no
// verdict of that machine can be.
//
// It declines to run or to judge them. Honest arms are exported beside those
// that lie, for others to build liars from.
package controls
