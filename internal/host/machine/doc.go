// Package machine states facts about the host: its nature ([Read], [ID], [Config]), the
// memory that may be used now ([Free]), disturbances of this process ([Disturbed]) and
// of measurements, with commands against them ([Examine], [ExamineHere]), the commit of the source
// tree ([Commit]), and the abilities of the terminal.
//
// It reads the settings of the environment: those of terminals, of runners and of this
// process. Package pythons reads two more, which lead to Pythons, and packages that
// start processes hand the environment on. It changes nothing of the host. It takes no
// measurements, and does not say by them whether a host is fit.
//
// Readers of /proc and /sys take the root directory of the tree that holds them: "/" is
// this machine, any other directory is a recorded one. If the root is "/", the
// processor and the Go runtime are asked for everything else. Elsewhere it is a zero
// value.
package machine
