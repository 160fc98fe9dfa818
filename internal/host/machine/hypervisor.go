package machine

import (
	"cmp"
	"strings"

	"github.com/bufbench/bufbench/internal/host/procfs"
)

// virtual is whether a hypervisor stands below.
func (e exam) virtual() (Finding, bool) {
	const dmi = "sys/class/dmi/id/"
	if strings.Contains(strings.ToLower(e.Text("proc/sys/kernel/osrelease")), "microsoft") {
		return Finding{Seen: "WSL", Grade: Note}, true
	}
	cpu := e.cpu()
	if e.Live() {
		cpu = cpu.orAsk()
	}
	name := strings.TrimSpace(e.Text(dmi+"sys_vendor") + " " + e.Text(dmi+"product_name"))
	switch {
	case cpu.Virtual:
		return Finding{Seen: cmp.Or(name, e.Text("sys/hypervisor/type"), "a hypervisor"), Grade: Note}, true
	case name == "" && !e.flagged() && e.Text("sys/firmware/devicetree/base/compatible") == "":
		return Finding{}, false
	}
	return Finding{Seen: "none seen", Grade: OK}, true
}

// flagged reports whether the processor lists its features, among which a
// hypervisor's is.
func (t tree) flagged() bool {
	for key := range procfs.Pairs(t.Text("proc/cpuinfo"), ":") {
		if key == "flags" {
			return true
		}
	}
	return false
}
