package scratch

import (
	"os"
	"syscall"
	"time"

	"github.com/bufbench/bufbench/internal/host/procfs"
)

// end kills the processes that have a variable in their environment, and waits
// until there are none, for a second at most. One that is being killed may have
// started another meanwhile.
func end(variable string) {
	for range 100 {
		found := procfs.Tree("/").With(variable)
		some := false
		for _, pid := range found {
			if pid != os.Getpid() && syscall.Kill(pid, syscall.SIGKILL) == nil {
				some = true
			}
		}
		if !some {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}
