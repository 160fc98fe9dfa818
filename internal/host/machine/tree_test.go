package machine

import (
	"os"
	"path/filepath"
	"testing"
)

// files are a recorded /proc and /sys: path to content.
type files map[string]string

// grow writes the files and returns their root directory.
func (f files) grow(t testing.TB) string {
	t.Helper()
	root := t.TempDir()
	plant(t, root, f)
	return root
}

// plant writes files below root.
func plant(t testing.TB, root string, f files) {
	t.Helper()
	for path, content := range f {
		name := filepath.Join(root, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// epyc is a two-core AMD virtual machine without firmware tables.
var epyc = files{
	"proc/cpuinfo": `processor	: 0
vendor_id	: AuthenticAMD
model name	: AMD EPYC
microcode	: 0x1000065
flags		: fpu vme hypervisor lahf_lm
bogomips	: 5192.29

processor	: 1
vendor_id	: AuthenticAMD
model name	: AMD EPYC
microcode	: 0x1000065
flags		: fpu vme hypervisor lahf_lm`,
	"proc/meminfo": `MemTotal:       24684084 kB
MemFree:        24502328 kB
MemAvailable:   24436064 kB
HugePages_Total:       0`,
	"proc/loadavg":                                    "0.16 0.08 0.02 1/82 4026",
	"proc/sys/kernel/osrelease":                       "6.18.44-fc",
	"sys/kernel/mm/transparent_hugepage/enabled":      "always [madvise] never",
	"sys/devices/system/cpu/cpu0/cache/index0/level":  "1",
	"sys/devices/system/cpu/cpu0/cache/index0/type":   "Data",
	"sys/devices/system/cpu/cpu0/cache/index0/size":   "32K",
	"sys/devices/system/cpu/cpu0/cache/index1/level":  "1",
	"sys/devices/system/cpu/cpu0/cache/index1/type":   "Instruction",
	"sys/devices/system/cpu/cpu0/cache/index1/size":   "64K",
	"sys/devices/system/cpu/cpu0/cache/index2/level":  "2",
	"sys/devices/system/cpu/cpu0/cache/index2/type":   "Unified",
	"sys/devices/system/cpu/cpu0/cache/index2/size":   "1024K",
	"sys/devices/system/cpu/cpu0/cache/index3/level":  "3",
	"sys/devices/system/cpu/cpu0/cache/index3/type":   "Unified",
	"sys/devices/system/cpu/cpu0/cache/index3/size":   "32M",
	"sys/devices/system/cpu/cpu0/cache/index3/uevent": "",
}

// laptop is a physical Intel machine.
var laptop = files{
	"proc/cpuinfo": `processor	: 0
vendor_id	: GenuineIntel
model name	: 11th Gen Intel(R) Core(TM) i7-1165G7 @ 2.80GHz
microcode	: 0xb8
flags		: fpu vme de pse vmx
vmx flags	: vnmi preemption_timer hypervisor`,
	"proc/meminfo":                               "MemTotal:       16085884 kB\nMemAvailable:    9000000 kB",
	"proc/loadavg":                               "1.50 0.70 0.50 2/1500 99999",
	"proc/sys/kernel/osrelease":                  "6.8.0-45-generic",
	"sys/class/dmi/id/sys_vendor":                "LENOVO",
	"sys/class/dmi/id/product_name":              "20XW0026GE",
	"sys/kernel/mm/transparent_hugepage/enabled": "[always] madvise never",
}

// graviton is a virtual machine whose processor has numbers instead of a name.
var graviton = files{
	"proc/cpuinfo": `processor	: 0
BogoMIPS	: 243.75
Features	: fp asimd evtstrm aes
CPU implementer	: 0x41
CPU architecture: 8
CPU variant	: 0x3
CPU part	: 0xd0c
CPU revision	: 1

processor	: 1
CPU implementer	: 0x41
CPU part	: 0xd0c`,
	"proc/meminfo":                  "MemTotal:        3900000 kB\nMemAvailable:    3000000 kB",
	"sys/class/dmi/id/sys_vendor":   "Amazon EC2",
	"sys/class/dmi/id/product_name": "t4g.medium",
}
