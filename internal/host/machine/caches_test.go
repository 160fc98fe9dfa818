package machine

import "testing"

func TestCaches(t *testing.T) {
	const dir = "sys/devices/system/cpu/cpu0/cache/"
	tests := []struct {
		name string
		tree files
		want CacheSizes
	}{
		{"three levels", epyc, CacheSizes{L1d: 32 << 10, L2: 1 << 20, LLC: 32 << 20}},
		{"nothing", nil, CacheSizes{}},
		{
			"two levels, sizes in bytes and megabytes",
			files{
				dir + "index0/level": "1", dir + "index0/type": "Data", dir + "index0/size": "65536",
				dir + "index1/level": "2", dir + "index1/type": "Unified", dir + "index1/size": "2M",
			},
			CacheSizes{L1d: 64 << 10, L2: 2 << 20, LLC: 2 << 20},
		},
		{
			"garbage",
			files{
				dir + "index0/level": "99", dir + "index0/size": "32K",
				dir + "index1/level": "1", dir + "index1/size": "-1K",
				dir + "index2/size": "32K",
			},
			CacheSizes{},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Caches(tt.tree.grow(t)); got != tt.want {
				t.Errorf("Caches = %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestCachesHere(t *testing.T) {
	if c := Caches("/"); c.LLC < c.L2 || c.LLC < c.L1d {
		t.Errorf("Caches(/) = %+v, want the last level to be the largest", c)
	}
}

// Little memory washes little of a cache, but some of it.
func TestWashable(t *testing.T) {
	for _, test := range []struct {
		name      string
		tree      files
		llc, want uint64
	}{
		{"memory is ample", files{"proc/meminfo": meminfo}, 32 * mib, 32 * mib},
		{"a cache as large as memory", files{"proc/meminfo": meminfo}, 4096 * mib, 512 * mib},
		{"no memory is free", files{"proc/meminfo": meminfo, "proc/self/cgroup": "0::/", "sys/fs/cgroup/memory.max": "4096", "sys/fs/cgroup/memory.current": "4096"}, 32 * mib, 1},
		{"free memory is not known", files{}, 32 * mib, 32 * mib},
		{"the cache is not known", files{"proc/meminfo": meminfo}, 0, 0},
	} {
		if got := (CacheSizes{LLC: test.llc}).Washable(test.tree.grow(t)); got != test.want {
			t.Errorf("%s: Washable = %d, want %d", test.name, got, test.want)
		}
	}
}
