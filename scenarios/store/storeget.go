package store

import (
	"bytes"

	"go.etcd.io/bbolt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// StoreGet asks how a value leaves a key-value store whose file is mapped into memory: as a
// view for its transaction, or as a copy. The store is bbolt. It has a thousand other keys.
//
// A Put never writes to a page in use, so a view does not change within its transaction.
// After the transaction the page may get other data. An open transaction keeps its pages,
// and so the file grows with every Put.
//
// To a colleague: up to 1 KiB the transaction costs more than a clone of the value, so clone
// always; from 4 KiB on append to kept memory, which is 2 to 6 times as fast as a clone.
var StoreGet = bench.Of[*pages]{
	Info: bench.Info{
		Name:     "StoreGet",
		Question: "Copy a value out of a mapped store, or read it in its transaction?",
		Class:    []bench.Class{bench.Dominant, bench.Liability},
		Kernel:   kernel.Sum,
		Versions: storeVersions,
		Card: bench.Card{
			Valid:    "Until the transaction ends: then a Put may write to its page, or the file be mapped elsewhere.",
			Frees:    "bbolt, after the transaction; one that stays open keeps its pages, and the file grows.",
			Mutation: "Nobody may write: the mapping is read-only, and a write to the view ends the process.",
			Threads:  "Any number may read, each in a transaction; a Put that must map a larger file waits for all of them.",
			Failure:  "A view kept past the transaction reads another value in silence, or ends the process by SIGSEGV.",
			Incident: bench.Incident{
				What:   "OpenZiti's controller cached values of bbolt past their transaction, and died of SIGSEGV.",
				Source: "openziti/ziti#4108",
			},
		},
		Grid: bench.Grid{
			Sizes:   []bench.Bytes{64, 1 * bench.KiB, 4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB},
			Passes:  []int{1},
			Without: []string{bench.Align}, // the store decides where a value begins
		},
		Probes: []string{"alloc"},
		// A view per transaction and a copy of it differ by the copy alone.
		Contests: []bench.Contest{
			{View: "view", Copy: "copy"},
			{View: "view", Copy: "reuse"},
			{View: "view-tx", Copy: "copy"},
		},
	},
	Source: stored,
	Arms: []bench.Arm[*pages]{
		{Name: "copy", Kind: bench.Copy, Says: "bytes.Clone(bucket.Get(key))", Open: getClone},
		{Name: "reuse", Kind: bench.Copy, Says: "copy into kept memory", Open: getReuse},
		{Name: "view", Kind: bench.View, Says: "bucket.Get(key)", Open: getView},
		{Name: "view-tx", Kind: bench.View, Says: "Get in a kept transaction", Open: getOpen},
	},
}

func getClone(b *bench.Block, s *pages) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	cost := bench.Cost{Copied: b.Case.Size, Allocs: bench.Uncounted}
	return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
		for range n {
			var fresh []byte
			must(s.db.View(func(tx *bbolt.Tx) error {
				fresh = bytes.Clone(tx.Bucket(bucket).Get(key))
				return nil
			}))
			sum += consume(fresh, passes)
		}
		return sum
	}}, nil
}

func getReuse(b *bench.Block, s *pages) (bench.Op, error) {
	consume, passes, kept := b.Kernel, b.Case.Passes, b.Touched(b.Case.Size)
	cost := bench.Cost{Copied: b.Case.Size, Allocs: bench.Uncounted}
	return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
		for range n {
			must(s.db.View(func(tx *bbolt.Tx) error {
				kept = append(kept[:0], tx.Bucket(bucket).Get(key)...)
				return nil
			}))
			sum += consume(kept, passes)
		}
		return sum
	}}, nil
}

func getView(b *bench.Block, s *pages) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Allocs: bench.Uncounted}, Run: func(n int) (sum uint64) {
		for range n {
			must(s.db.View(func(tx *bbolt.Tx) error {
				sum += consume(tx.Bucket(bucket).Get(key), passes)
				return nil
			}))
		}
		return sum
	}}, nil
}

// getOpen keeps its transaction until the block is closed.
func getOpen(b *bench.Block, s *pages) (bench.Op, error) {
	tx, err := s.db.Begin(false)
	if err != nil {
		return bench.Op{}, err
	}
	b.Defer(func() { _ = tx.Rollback() }) // nothing was written, so nothing can be lost
	consume, passes := b.Kernel, b.Case.Passes
	return bench.Op{Cost: bench.Cost{Allocs: bench.Uncounted}, Run: func(n int) (sum uint64) {
		for range n {
			sum += consume(tx.Bucket(bucket).Get(key), passes)
		}
		return sum
	}}, nil
}

// must panics: an operation has no error to return, and none of these calls should fail.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
