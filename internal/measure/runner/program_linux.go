package runner

import (
	"fmt"
	"os"
	"syscall"
)

// stamp changes with every change of a file: nobody can set the time of the last
// change.
type stamp struct {
	size   int64
	change syscall.Timespec
	known  bool
}

func stampOf(f *os.File) stamp {
	info, err := f.Stat()
	if err != nil {
		return stamp{}
	}
	stat, known := info.Sys().(*syscall.Stat_t)
	if !known {
		return stamp{}
	}
	return stamp{stat.Size, stat.Ctim, true}
}

// held is the name of an open file in the process that it becomes.
func held(f *os.File) string { return fmt.Sprintf("/proc/self/fd/%d", f.Fd()) }

// canStart reports whether an open file can be started, which needs /proc.
func canStart(f *os.File) bool {
	here, err := os.Stat(held(f))
	if err != nil {
		return false
	}
	info, err := f.Stat()
	return err == nil && os.SameFile(here, info)
}

// Self holds the program that this process executes, even if another file stands at
// its path by now.
func Self() (*Program, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program to start children of it: %w", err)
	}
	f, err := os.Open("/proc/self/exe")
	if err != nil {
		return Hold(path)
	}
	return hold(path, f)
}
