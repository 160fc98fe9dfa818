// Package scratch owns folders that go with the process that made them: when
// it ends in whatever way, the next one that makes a folder removes what it
// left, and ends the processes that it had started from there.
//
// It needs the standard library and procfs only. It declines what is in a
// folder.
package scratch
