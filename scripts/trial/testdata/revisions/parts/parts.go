// Package parts is how much work an iteration of every benchmark is: the trial
// plants a slowdown by committing one part more.
package parts

const (
	All   = 100
	Extra = 0
)
