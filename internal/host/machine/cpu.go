package machine

import (
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/procfs"
)

// cpu is what the files say of the processor. Where processors differ, as in
// phones and hybrid laptops, it is the first one's model.
func (t tree) cpu() CPU {
	info := t.Text("proc/cpuinfo")
	first := map[string]string{}
	cores := 0
	for key, value := range procfs.Pairs(info, ":") {
		if key == "processor" {
			cores++
		}
		if _, seen := first[key]; !seen {
			first[key] = value
		}
	}
	return CPU{
		Model:     model(first),
		Microcode: first["microcode"],
		Cores:     cores,
		Virtual:   t.virtual(first["flags"]),
	}
}

// model is the name of the processor, or "". Linux on arm64 gives numbers
// instead of a name.
func model(info map[string]string) string {
	if name := info["model name"]; name != "" {
		return strings.Join(strings.Fields(name), " ")
	}
	maker, part := info["CPU implementer"], info["CPU part"]
	if maker == "" || part == "" {
		return ""
	}
	if name, ok := armParts[maker+" "+part]; ok {
		return name
	}
	return "ARM " + maker + " part " + part
}

// armParts names the parts that servers and boards are made of, by
// implementer and part number (MIDR_EL1). It is only read.
var armParts = map[string]string{
	"0x41 0xd03": "Cortex-A53",
	"0x41 0xd05": "Cortex-A55",
	"0x41 0xd08": "Cortex-A72",
	"0x41 0xd0b": "Cortex-A76",
	"0x41 0xd0c": "Neoverse-N1",
	"0x41 0xd40": "Neoverse-V1",
	"0x41 0xd49": "Neoverse-N2",
	"0x41 0xd4f": "Neoverse-V2",
	"0xc0 0xac3": "Ampere-1",
}

// virtual reports whether the files show a hypervisor. On amd64 the processor's
// flags decide; elsewhere firmware tables name the machine.
func (t tree) virtual(flags string) bool {
	if flags != "" {
		return slices.Contains(strings.Fields(flags), "hypervisor")
	}
	if t.Text("sys/firmware/devicetree/base/hypervisor/compatible") != "" {
		return true
	}
	product := t.Text("sys/class/dmi/id/product_name")
	if strings.HasSuffix(product, ".metal") || strings.Contains(product, ".metal-") {
		return false // Amazon's bare machines bear the vendor of its virtual ones
	}
	name := strings.ToLower(t.Text("sys/class/dmi/id/sys_vendor") + " " + product + " " +
		t.Text("sys/firmware/devicetree/base/compatible"))
	marks := []string{
		"qemu", "kvm", "vmware", "virtual", "amazon ec2", "google compute engine",
		"xen", "openstack", "parallels", "bochs", "dummy-virt",
	}
	return slices.ContainsFunc(marks, func(mark string) bool { return strings.Contains(name, mark) })
}
