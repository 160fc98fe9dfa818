//go:build !race && !asan

package wasm

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/bufbench/bufbench/bench"
)

// guest is a module that runs, and the place of the block's data in its memory.
type guest struct {
	memory api.Memory
	flip   api.Function
	grow   api.Function
	at     uint32
	size   uint32
}

// largest is the limit of the data: a guest has at most 4 GiB.
const largest = 256 * bench.MiB

func ready() error { return nil }

// versions is the version of wazero in this program.
func versions() []bench.Version {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil
	}
	for _, m := range info.Deps {
		if m.Path == "github.com/tetratelabs/wazero" {
			return []bench.Version{{Of: "wazero", Number: strings.TrimPrefix(m.Version, "v")}}
		}
	}
	return nil
}

// instantiate starts a guest, which ends with the block, and fills its memory. The guest is
// interpreted: compiled code would have the same memory, and only a proof runs any.
func instantiate(b *bench.Block) (*guest, error) {
	if b.Case.Size > largest {
		return nil, b.Skip(fmt.Sprintf("a guest with %s of data, and at most %s are made", b.Case.Size, largest), "-sizes "+largest.String())
	}
	at, size := uint32(b.Offset()), uint32(b.Case.Size)
	ctx := context.Background()
	host := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	b.Defer(func() { _ = host.Close(ctx) }) // ends the module too
	running, err := host.Instantiate(ctx, module((at+size)/pageSize+1))
	if err != nil {
		return nil, fmt.Errorf("start a guest with %s of data: %w", b.Case.Size, err)
	}
	g := &guest{
		memory: running.Memory(), at: at, size: size,
		flip: running.ExportedFunction("flip"), grow: running.ExportedFunction("grow"),
	}
	b.Fill(g.read())
	b.Own(bench.Owner{Memory: g.read(), Poke: g.poke})
	return g, nil
}

// read returns the data in the guest's memory. It panics if they are not there, which would
// be a mistake of this package.
func (g *guest) read() []byte {
	data, ok := g.memory.Read(g.at, g.size)
	if !ok {
		panic(fmt.Errorf("read %d bytes at %d of a guest's memory of %d: out of range", g.size, g.at, g.memory.Size()))
	}
	return data
}

// poke has the guest change byte i.
func (g *guest) poke(i int, x byte) error {
	if _, err := g.flip.Call(context.Background(), uint64(g.at)+uint64(i), uint64(x)); err != nil {
		return fmt.Errorf("let a guest change byte %d: %w", i, err)
	}
	return nil
}

// memoryPart is the first bytes of the data, as somebody keeps a field of them.
func memoryPart(_ *bench.Block, g *guest) any {
	data := g.read()
	n := min(len(data), int(bench.PartSize))
	return data[:n:n]
}
