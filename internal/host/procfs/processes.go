package procfs

import (
	"slices"
	"strconv"
	"strings"
)

// With lists the processes whose environment, as it was when they started, has a
// variable: NAME=value. Those of other users are not seen.
func (t Tree) With(variable string) []int {
	names, _ := t.List("proc")
	var found []int
	for _, name := range names {
		pid, err := strconv.Atoi(name)
		if err != nil {
			continue
		}
		if slices.Contains(strings.Split(t.Text("proc/"+name+"/environ"), "\x00"), variable) {
			found = append(found, pid)
		}
	}
	return found
}
