package machine

import (
	"os"
	"runtime"
	"testing"
)

func TestRead(t *testing.T) {
	here := System{OS: runtime.GOOS, Arch: runtime.GOARCH}
	on := func(kernel string) System { return System{here.OS, here.Arch, kernel} }
	page := os.Getpagesize()
	tests := []struct {
		name string
		tree files
		want Facts
	}{
		{
			"AMD virtual machine", epyc,
			Facts{CPU{"AMD EPYC", "0x1000065", 2, true}, Memory{24684084 << 10, page, "madvise"}, on("6.18.44-fc"), 0.16},
		},
		{
			"Intel laptop", laptop,
			Facts{
				CPU{"11th Gen Intel(R) Core(TM) i7-1165G7 @ 2.80GHz", "0xb8", 1, false},
				Memory{16085884 << 10, page, "always"},
				on("6.8.0-45-generic"), 1.5,
			},
		},
		{
			"arm64 without a model name", graviton,
			Facts{CPU{"Neoverse-N1", "", 2, true}, Memory{3900000 << 10, page, ""}, here, 0},
		},
		{"nothing", nil, Facts{Memory: Memory{PageSize: page}, System: here}},
		{
			"garbage",
			files{
				"proc/cpuinfo": ": : :\n\x00\nprocessor", "proc/meminfo": "MemTotal: much", "proc/loadavg": "high",
				"sys/kernel/mm/transparent_hugepage/enabled": "always [madvise",
			},
			Facts{Memory: Memory{PageSize: page}, System: here},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Read(tt.tree.grow(t)); got != tt.want {
				t.Errorf("Read = %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestReadHere(t *testing.T) {
	f := Read("/")
	if f.CPU.Cores < 1 || f.System.OS == "" || f.Memory.PageSize < 1 {
		t.Errorf("Read(/) = %+v, want at least cores, a system and a page size", f)
	}
	if runtime.GOOS == "linux" && (f.Memory.Total == 0 || f.System.Kernel == "") {
		t.Errorf("Read(/) = %+v, want memory and a kernel on Linux", f)
	}
}

func TestModel(t *testing.T) {
	tests := []struct{ name, maker, part, want string }{
		{"Intel(R)  Xeon(R)   CPU", "", "", "Intel(R) Xeon(R) CPU"},
		{"", "0x41", "0xd4f", "Neoverse-V2"},
		{"", "0x41", "0xfff", "ARM 0x41 part 0xfff"},
		{"", "0x41", "", ""},
	}
	for _, tt := range tests {
		info := map[string]string{"model name": tt.name, "CPU implementer": tt.maker, "CPU part": tt.part}
		if got := model(info); got != tt.want {
			t.Errorf("model(%v) = %q, want %q", info, got, tt.want)
		}
	}
}

func TestVirtual(t *testing.T) {
	const vendor, product = "sys/class/dmi/id/sys_vendor", "sys/class/dmi/id/product_name"
	tests := []struct {
		name string
		tree files
		want bool
	}{
		{"nothing known", nil, false},
		{"QEMU", files{vendor: "QEMU", product: "KVM Virtual Machine"}, true},
		{"Hyper-V", files{vendor: "Microsoft Corporation", product: "Virtual Machine"}, true},
		{"Amazon's bare machine", files{vendor: "Amazon EC2", product: "c7g.metal"}, false},
		{"board", files{"sys/firmware/devicetree/base/compatible": "raspberrypi,4-model-b\x00brcm,bcm2711"}, false},
		{"small virtual machine", files{"sys/firmware/devicetree/base/compatible": "linux,dummy-virt"}, true},
		{"hypervisor in the device tree", files{"sys/firmware/devicetree/base/hypervisor/compatible": "xen,xen-4.17"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := treeOf(tt.tree.grow(t)).virtual(""); got != tt.want {
				t.Errorf("virtual = %t, want %t", got, tt.want)
			}
		})
	}
}
