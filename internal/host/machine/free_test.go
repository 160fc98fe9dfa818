package machine

import (
	"maps"
	"strings"
	"testing"
)

const (
	mib     = 1 << 20
	meminfo = "MemTotal: 8388608 kB\nMemAvailable: 4194304 kB" // 4 GiB available
)

func TestFree(t *testing.T) {
	const v1, v2 = "sys/fs/cgroup/memory", "sys/fs/cgroup"
	tests := []struct {
		name string
		tree files
		want uint64
		why  string
	}{
		{"no groups", files{}, 4096 * mib, "MemAvailable in /proc/meminfo"},
		{
			"version 2 limit",
			files{
				"proc/self/cgroup":           "0::/a/b",
				v2 + "/a/b/memory.max":       "536870912",
				v2 + "/a/b/memory.current":   "209715200",
				v2 + "/a/b/memory.stat":      "anon 1\nactive_file 2\ninactive_file 104857600",
				v2 + "/a/memory.max":         "max",
				v2 + "/a/memory.current":     "1",
				v2 + "/cgroup.subtree_check": "",
			},
			412 * mib, "memory.max of cgroup /a/b",
		},
		{
			"version 2 limit above the own group",
			files{
				"proc/self/cgroup":       "0::/a/b",
				v2 + "/a/b/memory.max":   "max",
				v2 + "/a/memory.max":     "1073741824",
				v2 + "/a/memory.high":    "536870912",
				v2 + "/a/memory.current": "104857600",
			},
			412 * mib, "memory.high of cgroup /a",
		},
		{
			"version 2 in a container's own root",
			files{"proc/self/cgroup": "0::/../../other", v2 + "/memory.max": "104857600"},
			100 * mib, "memory.max of cgroup /",
		},
		{
			"version 1 limit",
			files{
				"proc/self/cgroup":                     "9:name=systemd:/x\n4:cpu,memory:/job\n1:cpuset:/x\n0::/",
				v1 + "/memory.limit_in_bytes":          "9223372036854771712",
				v1 + "/job/memory.limit_in_bytes":      "314572800",
				v1 + "/job/memory.usage_in_bytes":      "209715200",
				v1 + "/job/memory.stat":                "inactive_file 1\ntotal_inactive_file 52428800",
				v1 + "/job/memory.soft_limit_in_bytes": "1",
			},
			150 * mib, "memory.limit_in_bytes of cgroup /job",
		},
		{
			"version 1 in a container: the path is the host's",
			files{
				"proc/self/cgroup":            "4:memory:/docker/0123",
				v1 + "/memory.limit_in_bytes": "104857600",
				v1 + "/memory.usage_in_bytes": "104857601",
			},
			0, "memory.limit_in_bytes of cgroup /",
		},
		{
			"version 1 without a limit",
			files{
				"proc/self/cgroup": "4:memory:/", v1 + "/memory.limit_in_bytes": "9223372036854771712",
				v1 + "/memory.usage_in_bytes": "1",
			},
			4096 * mib, "MemAvailable in /proc/meminfo",
		},
		{
			"limit above what the machine has",
			files{"proc/self/cgroup": "0::/", v2 + "/memory.max": "1099511627776"},
			4096 * mib, "MemAvailable in /proc/meminfo",
		},
		{
			"hybrid",
			files{"proc/self/cgroup": "4:memory:/\n0::/u", v2 + "/unified/u/memory.max": "1048576"},
			mib, "memory.max of cgroup /u",
		},
		{
			"garbage",
			files{"proc/self/cgroup": "nothing\n0:\n0::", v2 + "/memory.max": "lots"},
			4096 * mib, "MemAvailable in /proc/meminfo",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := maps.Clone(tt.tree)
			f["proc/meminfo"] = meminfo
			got, why, err := Free(f.grow(t))
			if got != tt.want || why != tt.why || err != nil {
				t.Errorf("Free = %d, %q, %v, want %d, %q", got, why, err, tt.want, tt.why)
			}
		})
	}
}

func TestFreeNotKnown(t *testing.T) {
	if got, why, err := Free(files{}.grow(t)); err == nil || !strings.HasPrefix(err.Error(), "free memory: ") {
		t.Errorf("Free without /proc = %d, %q, %v, want an error", got, why, err)
	}
	old := files{"proc/meminfo": "MemTotal: 1 kB"}
	if got, why, err := Free(old.grow(t)); err == nil || err.Error() != "free memory: /proc/meminfo has no MemAvailable" {
		t.Errorf("Free on an old kernel = %d, %q, %v, want an error", got, why, err)
	}
	limited := files{"proc/self/cgroup": "0::/", "sys/fs/cgroup/memory.max": "7"}
	if got, why, err := Free(limited.grow(t)); got != 7 || err != nil {
		t.Errorf("Free with a limit only = %d, %q, %v, want 7", got, why, err)
	}
}

func TestFreeHere(t *testing.T) {
	f := Read("/")
	if f.Memory.Total == 0 {
		t.Skip("no /proc/meminfo here")
	}
	if got, why, err := Free("/"); err != nil || got > f.Memory.Total {
		t.Errorf("Free(/) = %d, %q, %v, want at most the total of %d", got, why, err, f.Memory.Total)
	}
}
