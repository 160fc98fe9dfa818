// Package scenarios is the one explicit list of what bufbench can run. It
// knows no scenario from within.
package scenarios

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/clib"
	"github.com/bufbench/bufbench/scenarios/cmem"
	"github.com/bufbench/bufbench/scenarios/file"
	"github.com/bufbench/bufbench/scenarios/goheap"
	"github.com/bufbench/bufbench/scenarios/message"
	"github.com/bufbench/bufbench/scenarios/python"
	"github.com/bufbench/bufbench/scenarios/store"
	"github.com/bufbench/bufbench/scenarios/wasm"
)

// All returns every scenario, in the order in which they run.
func All() []bench.Scenario {
	return []bench.Scenario{
		goheap.SubSlice,
		goheap.DecodeNumbers,
		goheap.StringBytes,
		goheap.StridedColumn,
		goheap.RandomGather,
		goheap.StructField,
		goheap.Retention,
		goheap.StructByValue,
		message.ReceiveBuffer,
		message.ReadAll,
		message.AliasingDecode,
		cmem.CMemory,
		cmem.GoMemoryToC,
		cmem.ElementOrBulk,
		python.PyBuffer,
		python.PySlice,
		python.PyContiguous,
		python.PyExchange,
		python.PyArray,
		python.PyRows,
		python.GetBufferInfo,
		clib.CLibrary,
		file.FileRead,
		store.StoreGet,
		store.CacheGet,
		store.SQLiteColumn,
		wasm.WasmMemory,
	}
}
