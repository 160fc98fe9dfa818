package callgrind

import (
	_ "embed" // for the hooks
	"fmt"

	"github.com/bufbench/bufbench/internal/overlay"
)

// The hooks, which become a part of the packages that they are named for.
var (
	//go:embed hooks/testing.go.txt
	testingGo []byte
	//go:embed hooks/testing.s.txt
	testingAsm []byte
	//go:embed hooks/runtime.go.txt
	runtimeGo []byte
)

// Overlay writes what packages testing and runtime need to collect instructions
// into the folder dir, which exists, and returns the path of the file for
// go test -c -overlay. The folder must outlive the build. goroot is that of the
// go command which builds, as go env GOROOT prints it; its files are only read.
//
// The binary is for linux/amd64, with cgo or without; for other systems it does
// not compile. Outside of valgrind it works as ever. The first build compiles
// the standard library, for some 20 s; Go's build cache keeps it.
func Overlay(goroot, dir string) (path string, err error) {
	texts, err := hooked(overlay.Library(goroot))
	if err != nil {
		return "", overlay.Unknown(err)
	}
	path, err = overlay.Write(goroot, dir, texts)
	if err != nil {
		return "", fmt.Errorf("write hooks for package testing: %w", err)
	}
	return path, nil
}

// hooked are the files of the overlay by their paths in the library.
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
