// Package machine states facts about the host: what it is ([Read], [ID],
// [Config]), how much memory may be used now ([Free]), what disturbs a process
// here ([Disturbed]), what disturbs measurements and what to type against it
// ([Examine], [ExamineHere]), which source tree is measured ([Commit]), and what
// the terminal can show.
//
// It is the only package that reads environment variables, and, through
// procfs, the only one that makes facts of /proc and /sys. It changes nothing of
// the host. It declines measuring, saying by measurements whether a host is fit,
// and every package of this module outside internal/host.
//
// Readers of /proc and /sys take the root directory of the tree that holds
// them: "/" is this machine, any other directory is a recorded one. What the
// files do not say is asked of the processor and the Go runtime where the root
// is "/", and is a zero value elsewhere.
package machine
