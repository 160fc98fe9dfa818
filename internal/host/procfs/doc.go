// Package procfs reads the trees /proc and /sys ([Tree]), and what the kernel
// counts of this process ([ReadChars], [HugeBytes], [Peak]).
//
// It needs the standard library only, because people's own programs of
// scenarios count with it. It declines facts about the host: package machine
// makes them of what is read here.
//
// Whatever reads takes the root directory of a tree that holds proc and sys:
// "/" is this machine, any other directory is a recorded one.
package procfs
