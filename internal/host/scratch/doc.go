// Package scratch owns folders that go with the process that made them. The processes
// started from a folder go with it. If a process ends without removing its folder, the
// next one to make a folder removes it.
//
// It needs the standard library and procfs only. It declines what is in a
// folder.
package scratch
