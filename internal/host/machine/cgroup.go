package machine

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/internal/host/procfs"
)

// hierarchy is how one version of control groups presents memory.
type hierarchy struct {
	mount  string   // where systems mount it
	limits []string // files that hold a limit in bytes
	usage  string   // file that holds the bytes in use
	cache  string   // entry of memory.stat: bytes of usage that can be dropped
}

// hierarchies are where the groups of a line of /proc/self/cgroup may be
// found: version 2 has no list of controllers and stands beside version 1 on
// hybrid systems.
func hierarchies(controllers string) []hierarchy {
	if controllers == "" {
		v2 := hierarchy{
			mount:  "sys/fs/cgroup",
			limits: []string{"memory.max", "memory.high"},
			usage:  "memory.current",
			cache:  "inactive_file",
		}
		hybrid := v2
		hybrid.mount = "sys/fs/cgroup/unified"
		return []hierarchy{v2, hybrid}
	}
	if slices.Contains(strings.Split(controllers, ","), "memory") {
		return []hierarchy{{
			mount:  "sys/fs/cgroup/memory",
			limits: []string{"memory.limit_in_bytes"},
			usage:  "memory.usage_in_bytes",
			cache:  "total_inactive_file",
		}}
	}
	return nil
}

// room returns how many bytes the control groups leave this process, and the file of
// the tightest limit. A group is also bound by those above it. Inside a container the
// path may be the host's, of which only the top is mounted; so what is missing on the
// way up is passed over.
func (t tree) room() (least uint64, why string, limited bool) {
	t.groups(func(controllers, group string) {
		for _, h := range hierarchies(controllers) {
			room, file, ok := t.left(h, group)
			if ok && (!limited || room < least) {
				least, why, limited = room, file+" of cgroup "+group, true
			}
		}
	})
	return least, why, limited
}

// groups visits the control groups of this process and those above them, with
// the controllers of their hierarchy: none for version 2.
func (t tree) groups(visit func(controllers, group string)) {
	for line := range strings.Lines(t.Text("proc/self/cgroup")) {
		part := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(part) < 3 {
			continue
		}
		for group := path.Clean("/" + part[2]); ; group = path.Dir(group) {
			visit(part[1], group)
			if group == "/" {
				break
			}
		}
	}
}

// left is the smallest limit of a group minus its usage, and the limit's file.
func (t tree) left(h hierarchy, group string) (room uint64, file string, ok bool) {
	const none = 1 << 62 // version 1 writes nearly 2^63 for no limit, version 2 "max"
	dir := path.Join(h.mount, group)
	limit := uint64(none)
	for _, name := range h.limits {
		if n, known := t.Number(path.Join(dir, name)); known && n < limit {
			limit, file = n, name
		}
	}
	if limit == none {
		return 0, "", false
	}
	used, _ := t.Number(path.Join(dir, h.usage))
	for key, value := range procfs.Pairs(t.Text(path.Join(dir, "memory.stat")), " ") {
		if cache, err := strconv.ParseUint(value, 10, 64); err == nil && key == h.cache {
			used -= min(used, cache)
		}
	}
	return limit - min(limit, used), file, true
}
