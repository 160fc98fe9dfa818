package machine

import (
	"errors"
	"fmt"
)

// Free returns how many bytes of memory this process may use now without swapping or
// being killed, and the name of the bound: MemAvailable of /proc/meminfo, or the limit
// of a control group minus its usage, whichever is smaller. Page cache that the kernel
// would drop counts as free in both. It is an error when neither is known, as on
// systems other than Linux.
func Free(root string) (bytes uint64, why string, err error) {
	t := treeOf(root)
	_, err = t.Read("proc/meminfo")
	available := t.memory("MemAvailable")
	room, group, limited := t.room()
	switch {
	case limited && (available == 0 || room < available):
		return room, group, nil
	case available > 0:
		return available, "MemAvailable in /proc/meminfo", nil
	case err != nil:
		return 0, "", fmt.Errorf("free memory: %w", err)
	default:
		return 0, "", errors.New("free memory: /proc/meminfo has no MemAvailable")
	}
}
