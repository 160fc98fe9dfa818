package procfs

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of processor times in /proc, on every system that Go runs on.
const tick = 10 * time.Millisecond

// Processor is the processor time that all threads of a process have taken so far, in steps
// of 10 ms. It is false for a process that has ended.
func Processor(root string, process int) (time.Duration, bool) {
	text := Tree(root).Text(fmt.Sprintf("proc/%d/stat", process))
	fields := strings.Fields(text[strings.LastIndexByte(text, ')')+1:]) // a name may hold spaces
	const user, system = 11, 12
	if len(fields) <= system {
		return 0, false
	}
	u, err := strconv.ParseInt(fields[user], 10, 64)
	if err != nil {
		return 0, false
	}
	s, err := strconv.ParseInt(fields[system], 10, 64)
	return time.Duration(u+s) * tick, err == nil
}
