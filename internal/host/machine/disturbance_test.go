package machine

import (
	"testing"
	"time"
)

// stolenStat is a /proc/stat of a virtual machine that lost 1.23 s.
const stolenStat = "cpu  10 0 20 3000 4 0 5 123 0 0\ncpu0 5 0 10 1500 2 0 2 61 0 0\nintr 1"

func TestDisturbed(t *testing.T) {
	const v1, v2 = "sys/fs/cgroup/cpu,cpuacct", "sys/fs/cgroup"
	unknown := Disturbance{Stolen: -1, Throttled: -1, Throttles: -1, Stalled: -1}
	with := func(change func(*Disturbance)) Disturbance {
		d := unknown
		change(&d)
		return d
	}
	tests := []struct {
		name string
		tree files
		want Disturbance
	}{
		{"nothing is known", nil, unknown},
		{"steal", files{"proc/stat": stolenStat}, with(func(d *Disturbance) { d.Stolen = 1230 * time.Millisecond })},
		{"no steal", files{"proc/stat": "cpu 1 2 3 4 5 6 7 0 0 0"}, with(func(d *Disturbance) { d.Stolen = 0 })},
		{"a kernel that does not count it", files{"proc/stat": "cpu 1 2 3 4 5 6 7"}, unknown},
		{
			"pressure",
			files{"proc/pressure/cpu": "some avg10=12.50 avg60=1.00 avg300=0.00 total=1\nfull avg10=99.00 avg60=0 avg300=0 total=0"},
			with(func(d *Disturbance) { d.Stalled = 12.5 }),
		},
		{"no pressure", files{"proc/pressure/cpu": "some avg10=0.00 avg60=1.00 total=1"}, with(func(d *Disturbance) { d.Stalled = 0 })},
		{"affinity", files{"proc/self/status": "Name: x\nCpus_allowed:\tff\nCpus_allowed_list:\t0-3,8,10-11"}, with(func(d *Disturbance) { d.CPUs = 7 })},
		{
			"version 2: a group above is throttled longest",
			files{
				"proc/self/cgroup":   "0::/a/b",
				"proc/self/status":   "Cpus_allowed_list: 0-7",
				v2 + "/a/b/cpu.stat": "usage_usec 9\nnr_periods 5\nnr_throttled 1\nthrottled_usec 20",
				v2 + "/a/b/cpu.max":  "max 100000",
				v2 + "/a/cpu.stat":   "usage_usec 9\nnr_periods 5\nnr_throttled 3\nthrottled_usec 2500",
				v2 + "/a/cpu.max":    "250000 100000",
				v2 + "/cpu.stat":     "usage_usec 99",
			},
			with(func(d *Disturbance) { d.Throttles, d.Throttled, d.CPUs = 3, 2500*time.Microsecond, 2 }),
		},
		{
			"version 2 without a limit",
			files{"proc/self/cgroup": "0::/a", "proc/self/status": "Cpus_allowed_list: 5", v2 + "/a/cpu.stat": "nr_throttled 0\nthrottled_usec 0"},
			with(func(d *Disturbance) { d.Throttles, d.Throttled, d.CPUs = 0, 0, 1 }),
		},
		{
			"version 2 where no group counts throttling",
			files{"proc/self/cgroup": "0::/a", v2 + "/a/cpu.stat": "usage_usec 5"},
			unknown,
		},
		{
			"version 1 in a container: half a CPU",
			files{
				"proc/self/cgroup":        "9:name=systemd:/x\n4:cpu,cpuacct:/docker/0123\n3:cpuset:/docker/0123",
				v1 + "/cpu.stat":          "nr_periods 9\nnr_throttled 4\nthrottled_time 1500",
				v1 + "/cpu.cfs_quota_us":  "50000",
				v1 + "/cpu.cfs_period_us": "100000",
			},
			with(func(d *Disturbance) { d.Throttles, d.Throttled, d.CPUs = 4, 1500, 1 }),
		},
		{
			"version 1 without a limit",
			files{
				"proc/self/cgroup":           "4:cpu:/j",
				"sys/fs/cgroup/cpu/cpu.stat": "nr_throttled 0\nthrottled_time 0", "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1",
				"sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000",
			},
			with(func(d *Disturbance) { d.Throttles, d.Throttled = 0, 0 }),
		},
		{
			"garbage",
			files{
				"proc/stat": "cpu a b c d e f g h i j", "proc/pressure/cpu": "some avg10=much\nsome", "proc/self/status": "Cpus_allowed_list: 3-1",
				"proc/self/cgroup": "0::/", v2 + "/cpu.stat": "nr_throttled many\nthrottled_usec few", v2 + "/cpu.max": "0 0",
			},
			unknown,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Disturbed(tt.tree.grow(t)); got != tt.want {
				t.Errorf("Disturbed = %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestSince(t *testing.T) {
	before := Disturbance{Stolen: 10, Throttled: 20, Throttles: 2, Stalled: 3, CPUs: 4}
	tests := []struct {
		name        string
		before, now Disturbance
		want        Disturbance
	}{
		{
			"all is known", before,
			Disturbance{Stolen: 15, Throttled: 20, Throttles: 3, Stalled: 1, CPUs: 2},
			Disturbance{Stolen: 5, Throttled: 0, Throttles: 1, Stalled: 1, CPUs: 2},
		},
		{
			"not known now", before,
			Disturbance{Stolen: -1, Throttled: -1, Throttles: -1, Stalled: -1},
			Disturbance{Stolen: -1, Throttled: -1, Throttles: -1, Stalled: -1},
		},
		{
			"not known before",
			Disturbance{Stolen: -1, Throttled: -1, Throttles: -1, Stalled: -1},
			Disturbance{Stolen: 15, Throttled: 20, Throttles: 3, Stalled: 1, CPUs: 2},
			Disturbance{Stolen: -1, Throttled: -1, Throttles: -1, Stalled: 1, CPUs: 2},
		},
		{
			"moved to another group", before,
			Disturbance{Stolen: 10, Throttled: 1, Throttles: 1},
			Disturbance{Stolen: 0, Throttled: -1, Throttles: -1},
		},
	}
	for _, tt := range tests {
		if got := tt.now.Since(tt.before); got != tt.want {
			t.Errorf("%s: Since = %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func TestDisturbedHere(t *testing.T) {
	before := Disturbed("/")
	d := Disturbed("/").Since(before)
	if (d.Stolen < 0) != (before.Stolen < 0) || (d.Throttled < 0) != (before.Throttled < 0) {
		t.Errorf("Disturbed(/) = %+v, and then grows by %+v", before, d)
	}
	if cores := Read("/").CPU.Cores; d.CPUs < 0 || cores > 0 && d.CPUs > cores {
		t.Errorf("Disturbed(/) has %d CPUs, want at most the machine's %d", d.CPUs, cores)
	}
}
