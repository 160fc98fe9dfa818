package procgroup

import (
	"syscall"
	"unsafe"
)

// stopped waits until all threads of a child are stopped, or it has ended: until
// the signal has reached them they run. What it is told stays to be waited for.
func stopped(pid int) {
	const byPID = 1     // P_PID of waitid
	var info [16]uint64 // a siginfo_t
	for {
		_, _, err := syscall.Syscall6(syscall.SYS_WAITID, byPID, uintptr(pid), uintptr(unsafe.Pointer(&info)), syscall.WSTOPPED|syscall.WEXITED|syscall.WNOWAIT, 0, 0)
		if err != syscall.EINTR {
			return
		}
	}
}
