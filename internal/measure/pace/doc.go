// Package pace measures how fast this machine is at this moment: a few fixed works take a
// quarter of a second. Their times are kept beside the results of a project. When all of
// them move, the machine moved.
//
// It declines judging, and the questions of scenarios: nothing here is a rival of anything.
package pace
