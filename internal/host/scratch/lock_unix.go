//go:build unix

package scratch

import (
	"io/fs"
	"os"
	"syscall"
)

// hold locks a file until this process ends, however it ends.
func hold(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }

// abandoned reports whether nobody holds the lock of a folder. If so, it is held
// by the caller from now on.
func abandoned(f *os.File, _ fs.FileInfo) bool { return hold(f) == nil }

// foreign reports whether a folder is of another user, whose it is to remove.
func foreign(folder fs.FileInfo) bool {
	of, ok := folder.Sys().(*syscall.Stat_t)
	return ok && int(of.Uid) != os.Geteuid()
}
