package store

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// SQLiteColumn asks how a column of bytes leaves SQLite: by Rows.Scan into a []byte or a
// RawBytes, by the driver alone, or in SQLite's own memory. An operation is a prepared query
// for all rows of a table. A case's size is that of all their columns.
//
// The library is modernc.org/sqlite, which is SQLite in Go. Its driver copies each column
// into new Go memory. So a RawBytes is a copy there, and a []byte is a copy of that copy.
// SQLite itself copies a column from its page into memory of the statement, in every arm.
// column_blob lends that memory until the next step.
//
// To a colleague: RawBytes saves up to a tenth of a query at 4 KiB and below; the library's own
// interface is 1.5 to 12 times as fast as Scan, and 1.5 to 10 times if its columns are copied.
var SQLiteColumn = bench.Of[*table]{
	Info: bench.Info{
		Name:     "SQLiteColumn",
		Question: "Scan a column into []byte, into RawBytes, or read SQLite's memory?",
		Class:    []bench.Class{bench.BreakEvenSize, bench.Liability},
		Kernel:   kernel.Sum,
		Ready:    tableReady,
		Versions: tableVersions,
		Card: bench.Card{
			Valid:    "Until the next step, reset or close of the statement; a RawBytes until Next, Scan or Close.",
			Frees:    "SQLite: the memory is the statement's, and takes the next row.",
			Mutation: "SQLite writes the next row there; nobody else may write.",
			Threads:  "A statement is for one goroutine; a context that ends may close rows from another one.",
			Failure:  "In silence: the kept bytes are those of a later row, or of memory that was freed.",
			Incident: bench.Incident{
				What:   "A cancelled query let lib/pq reuse the buffer of a RawBytes that was still read: a data race.",
				Source: "golang/go#53970",
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
		Probes: []string{"alloc"},
		// A query costs far more than what a column costs, so no sum of probes is a setup.
		Contests: []bench.Contest{
			{View: "view", Copy: "copy"},
			{View: "copy-raw", Copy: "copy"},
			{View: "view", Copy: "reuse"},
		},
	},
	Source: filled,
	Arms: slices.Concat([]bench.Arm[*table]{
		{Name: "copy", Kind: bench.Copy, Says: "Rows.Scan into []byte", Open: scanBytes},
		{Name: "copy-raw", Kind: bench.Copy, Says: "Rows.Scan into sql.RawBytes", Open: scanRaw},
		{Name: "copy-driver", Kind: bench.Copy, Says: "driver.Rows.Next", Open: nextOfDriver},
		{Name: "reuse", Kind: bench.Copy, Says: "copy into kept memory", Open: blobReuse},
		{Name: "view", Kind: bench.View, Says: "sqlite3_column_blob", Open: blobView},
	}, lenders()),
}

// rowsLeft leaves out rows of less than 32 bytes, and what takes long to insert.
func rowsLeft(c bench.Case) bool {
	return c.Get(rows) != "1" && c.Size < 4*bench.KiB || c.Size > 1*bench.MiB
}

// rows is the axis of SQLiteColumn: the number of rows that a query returns.
const rows = "rows"
