package callgrind

import (
	_ "embed" // for the hooks

	"github.com/bufbench/bufbench/internal/revisions/overlay"
)

// The hooks. The overlay adds each to the package in its name.
var (
	//go:embed hooks/testing.go.txt
	testingGo []byte
	//go:embed hooks/testing.s.txt
	testingAsm []byte
	//go:embed hooks/runtime.go.txt
	runtimeGo []byte
)

// Overlay writes an overlay (see [overlay.Make]) that adds hooks to packages testing and
// runtime. The hooks collect instructions.
//
// The binary is for linux/amd64, with cgo or without; for other systems it does not
// compile. Outside of valgrind it works as ever. The first build compiles the standard
// library, for some 20 s; Go's build cache keeps it.
func Overlay(goroot, dir string) (path string, err error) {
	return overlay.Make(goroot, dir, hooked)
}

// hooked returns the files of the overlay by their paths in the library.
func hooked(library string) (map[string][]byte, error) {
	timer, err := hookTimer(library)
	if err != nil {
		return nil, err
	}
	slice, err := hookSlice(library)
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		"testing/benchmark.go":             timer,
		"testing/callgrind_linux_amd64.go": testingGo,
		"testing/callgrind_linux_amd64.s":  testingAsm,
		"runtime/proc.go":                  slice,
		"runtime/callgrind_linux_amd64.go": runtimeGo,
	}, nil
}
