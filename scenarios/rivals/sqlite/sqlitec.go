package sqlite

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
	"github.com/bufbench/bufbench/scenarios/rivals/built"
)

// SQLiteC asks what SQLiteColumn asks, of SQLite in C. An operation is a prepared query for
// all rows of a table. A case's size is that of all their columns. The arm copy-modernc has
// the same rows in a database of its own: two copies of SQLite in one process must not share
// a file, because each of them drops the other's locks.
//
// mattn/go-sqlite3 copies each column into new Go memory, for a RawBytes too. It exports
// neither column_blob nor incremental I/O (mattn/go-sqlite3#1083 would add the latter). So
// reuse, reuse-blob and view call the C that the driver brings. A driver may lend its memory
// to Scan. The arm view-raw is a driver for this one query that does, and its RawBytes is a
// view.
//
// To a colleague: of a row of 64 KiB and more, copies are 7 to 9 tenths of a Scan; below 4 KiB
// it is database/sql that costs, and column_blob copied into kept memory takes half the time.
var SQLiteC = bench.Of[*table]{
	Info: bench.Info{
		Name:     "SQLiteC",
		Question: "Scan a column out of C's SQLite, or read it where it is?",
		Class:    []bench.Class{bench.BreakEvenSize, bench.Liability},
		Kernel:   kernel.Sum,
		Ready:    ready,
		Versions: versions,
		Card: bench.Card{
			Valid:    "Until the next step, reset or close of the statement; a RawBytes until Next, Scan or Close.",
			Frees:    "SQLite, by C's free: the memory is the statement's, and takes the next row.",
			Mutation: "SQLite writes the next row there; nobody else may write.",
			Threads:  "A statement is for one goroutine; a context that ends may close rows from another one.",
			Failure:  "In silence: the kept bytes are those of a later row; after a close they may be anybody's, or a fault.",
			Incident: bench.Incident{
				What:   "The driver lent SQLite's memory for []byte, and later calls overwrote what callers had kept.",
				Source: "mattn/go-sqlite3#19",
			},
		},
		Grid: bench.Grid{
			Sizes:  []bench.Bytes{64, 4 * bench.KiB, 64 * bench.KiB, 512 * bench.KiB},
			Passes: []int{1},
			Axes:   []bench.Choice{{Key: rows, Values: []string{"1", "128"}, Open: true}},
			Leave:  rowsLeft,
			// Columns are read one by one, where SQLite has put them. A ring of databases
			// would take too many files.
			Without: []string{bench.Touch, bench.Order, bench.Align, bench.Cache},
		},
		Probes: []string{"cgo-call", "alloc"},
		// A query costs far more than what a column costs, so no sum of probes is a setup.
		Contests: []bench.Contest{
			{View: "view", Copy: "copy"},
			{View: "view-raw", Copy: "copy-raw"},
			{View: "view", Copy: "reuse"},
			{View: "copy", Copy: "copy-modernc"},
		},
	},
	Source: filled,
	Arms: []bench.Arm[*table]{
		{Name: "copy", Kind: bench.Copy, Says: "Rows.Scan into []byte", Open: scanBytes},
		{Name: "copy-raw", Kind: bench.Copy, Says: "Rows.Scan into sql.RawBytes", Open: scanRaw},
		{Name: "copy-driver", Kind: bench.Copy, Says: "driver.Rows.Next", Open: nextOfDriver},
		{Name: "copy-modernc", Kind: bench.Copy, Says: "Rows.Scan into []byte, SQLite in Go", Open: scanModernc},
		{Name: "reuse", Kind: bench.Copy, Says: "column_blob into kept memory", Open: blobReuse},
		{Name: "reuse-blob", Kind: bench.Copy, Says: "sqlite3_blob_read into kept memory", Open: blobRead},
		{Name: "view", Kind: bench.View, Says: "sqlite3_column_blob", Open: blobView},
		{Name: "view-raw", Kind: bench.View, Says: "RawBytes of a driver that lends", Open: scanLent},
	},
}

// rows is the axis: the number of rows that a query returns.
const rows = "rows"

// rowsLeft leaves out rows of less than 32 bytes, and what takes long to insert.
func rowsLeft(c bench.Case) bool {
	return c.Get(rows) != "1" && c.Size < 4*bench.KiB || c.Size > 1*bench.MiB
}

// versions are those of both drivers. The driver in C says what SQLite it brings.
func versions() []bench.Version {
	return []bench.Version{
		{Of: "sqlite", Number: libraryVersion()},
		built.Version("mattn-sqlite3", "github.com/mattn/go-sqlite3"),
		built.Version("modernc-sqlite", "modernc.org/sqlite"),
	}
}
