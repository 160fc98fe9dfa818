//go:build race || asan

package wasm

import "github.com/bufbench/bufbench/bench"

// guest stands for a module that runs, in a build without wazero.
type guest struct{}

// Builds with a checker of memory or races leave wazero out: it takes them long to compile.
func ready() error {
	return &bench.Skip{Reason: "built without wazero", Hint: "build without -race and -asan"}
}

func versions() []bench.Version { return nil }

func instantiate(*bench.Block) (*guest, error) { return nil, ready() }

func memoryPart(*bench.Block, *guest) any { return nil }

// read is never called: the source skips before any arm is opened.
func (*guest) read() []byte { return nil }
