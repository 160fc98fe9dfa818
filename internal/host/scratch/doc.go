// Package scratch owns folders that live as long as their process. The processes
// started from a folder end with it. If a process ends without removing its folder, the
// next one to make a folder removes it. A process that is started to be killed at any moment
// has folders of another kind, which its parent removes.
//
// It needs the standard library and procfs only. It declines the contents of folders.
package scratch
