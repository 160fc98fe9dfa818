package machine

import (
	"os"
	"runtime"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/internal/host/procfs"
	"github.com/klauspost/cpuid/v2"
)

// Facts are what is known of a host. A zero value means not known.
type Facts struct {
	CPU    CPU
	Memory Memory
	System System
	Load   float64 // tasks that ran or wanted to, averaged over the last minute
}

// CPU is the processor as the operating system shows it.
type CPU struct {
	Model     string // such as "AMD EPYC 7B13"
	Microcode string // revision, as printed by the system
	Cores     int    // logical, online
	Virtual   bool   // a hypervisor is known to stand below
}

// Memory is the memory and how it is mapped.
type Memory struct {
	Total    uint64 // bytes that the kernel manages
	PageSize int    // bytes
	THP      string // transparent huge pages: always, madvise or never
}

// System is what programs run on.
type System struct {
	OS     string // as in GOOS
	Arch   string // as in GOARCH
	Kernel string // release
}

// Read states the facts of the host whose proc and sys stand in root. It never
// fails: what cannot be read stays zero. OS, architecture and page size are
// always those of this process.
func Read(root string) Facts {
	t := treeOf(root)
	f := Facts{
		CPU: t.cpu(),
		Memory: Memory{
			Total:    t.memory("MemTotal"),
			PageSize: os.Getpagesize(),
			THP:      chosen(t.Text("sys/kernel/mm/transparent_hugepage/enabled")),
		},
		System: System{
			OS:     runtime.GOOS,
			Arch:   runtime.GOARCH,
			Kernel: t.Text("proc/sys/kernel/osrelease"),
		},
	}
	minute, _, _ := strings.Cut(t.Text("proc/loadavg"), " ")
	if load, err := strconv.ParseFloat(minute, 64); err == nil {
		f.Load = load
	}
	if t.Live() {
		f.CPU = f.CPU.orAsk()
	}
	return f
}

// orAsk fills what the files did not say from the processor and the runtime.
func (c CPU) orAsk() CPU {
	if c.Model == "" {
		c.Model = strings.Join(strings.Fields(cpuid.CPU.BrandName), " ")
	}
	if c.Cores == 0 {
		c.Cores = runtime.NumCPU()
	}
	c.Virtual = c.Virtual || cpuid.CPU.Has(cpuid.HYPERVISOR)
	return c
}

// memory is an entry of /proc/meminfo in bytes, or 0.
func (t tree) memory(entry string) uint64 {
	for key, value := range procfs.Pairs(t.Text("proc/meminfo"), ":") {
		if n, ok := procfs.Kilobytes(value); ok && key == entry {
			return n
		}
	}
	return 0
}

// chosen is the word in brackets of a kernel setting: "always [madvise] never".
func chosen(setting string) string {
	_, rest, _ := strings.Cut(setting, "[")
	word, _, ok := strings.Cut(rest, "]")
	if !ok {
		return ""
	}
	return word
}
