// Package scratch owns folders that go with the process that made them, and the
// processes that were started from there go with the folder. When its process ends
// in whatever way, the next one that makes a folder removes what it left.
//
// It needs the standard library and procfs only. It declines what is in a
// folder.
package scratch
