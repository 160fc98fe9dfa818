//go:build race || asan

package store

import "github.com/bufbench/bufbench/bench"

// table stands for a table of SQLite, in a build without it.
type table struct{}

// Builds with a checker of memory or races leave SQLite out: it takes them minutes to
// compile, and its memory is not Go's.
func tableReady() error {
	return &bench.Skip{Reason: "built without SQLite", Hint: "build without -race and -asan"}
}

func tableVersions() []bench.Version { return nil }

func filled(*bench.Block) (*table, error) { return nil, tableReady() }

// The arms are nil: the source skips before any of them is opened.
var scanBytes, scanRaw, nextOfDriver, blobReuse, blobView func(*bench.Block, *table) (bench.Op, error)
