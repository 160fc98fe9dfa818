package machine_test

import (
	"fmt"

	"github.com/bufbench/bufbench/internal/host/machine"
)

func ExampleConfig() {
	facts := machine.Facts{
		CPU:    machine.CPU{Model: "AMD EPYC", Cores: 2},
		Memory: machine.Memory{PageSize: 4096, THP: "madvise"},
		System: machine.System{OS: "linux", Arch: "amd64", Kernel: "6.18.44"},
	}
	for _, s := range machine.Config(facts, machine.Build{Go: "go1.26.8", Cgo: "on"}) {
		fmt.Printf("%s: %s\n", s.Key, s.Value)
	}
	// Output:
	// goos: linux
	// goarch: amd64
	// cpu: AMD EPYC
	// kernel: 6.18.44
	// thp: madvise
	// pagesize: 4096
	// go: go1.26.8
	// cgo: on
}
