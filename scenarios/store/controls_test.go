package store

import (
	"bytes"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// with is a scenario with one more arm.
func with[S any](s bench.Of[S], arm bench.Arm[S]) bench.Of[S] {
	arm.Says = "it lies"
	s.Arms = append(s.Arms[:len(s.Arms):len(s.Arms)], arm)
	return s
}

// faultOf is the fault that proof finds with an arm. The other arms must have none.
func faultOf(t *testing.T, s bench.Scenario, arm string, c bench.Case) (fault string) {
	t.Helper()
	evidence, err := proof.Prover{Seed: 1}.Case(s, c)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range evidence {
		switch {
		case e.Arm == arm:
			fault = e.Fault
		case e.Fault != "":
			t.Errorf("%s, which is honest: %s", e.Arm, e.Fault)
		}
	}
	return fault
}

// wants fails unless the fault has the words.
func wants(t *testing.T, arm, fault, words string) {
	t.Helper()
	if !strings.Contains(fault, words) {
		t.Errorf("proof finds %q with %s, want %q", fault, arm, words)
	}
}

const aliases = "it claims to be a copy, but a change by the owner is seen through it"

// getLate reads the value after its transaction.
func getLate(b *bench.Block, s *pages) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	cost := bench.Cost{Copied: b.Case.Size, Allocs: bench.Uncounted}
	return bench.Op{Cost: cost, Run: func(n int) (sum uint64) {
		for range n {
			var kept []byte
			must(s.db.View(func(tx *bbolt.Tx) error {
				kept = tx.Bucket(bucket).Get(key)
				return nil
			}))
			sum += consume(kept, passes)
		}
		return sum
	}}, nil
}

// TestKeptPastTheTransaction: proof catches who keeps the view and calls it a copy.
func TestKeptPastTheTransaction(t *testing.T) {
	s := with(StoreGet, bench.Arm[*pages]{Name: "copy-late", Kind: bench.Copy, Open: getLate})
	wants(t, "copy-late", faultOf(t, s, "copy-late", bench.Case{Size: 1000, Passes: 1}), aliases)
}

// opened is a store of the scenario with a value of one page and more. It ends with the test.
func opened(t *testing.T) *pages {
	t.Helper()
	b := bench.NewBlock(bench.Case{Size: 5000, Passes: 1}, 1)
	t.Cleanup(b.Close)
	s, err := stored(b)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// putOther puts a value of zeros in place of the block's data.
func (s *pages) putOther(t *testing.T) {
	t.Helper()
	err := s.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(bucket).Put(key, make([]byte, 5000)) })
	if err != nil {
		t.Fatal(err)
	}
}

// TestPagesAreUsedAgain: while its transaction is open a view stays as it was, whatever is
// put. Afterwards its page gets other data.
func TestPagesAreUsedAgain(t *testing.T) {
	s := opened(t)
	tx, err := s.db.Begin(false)
	if err != nil {
		t.Fatal(err)
	}
	view := tx.Bucket(bucket).Get(key)
	was := bytes.Clone(view)
	const puts = 8 // a page is free for the second transaction after the last reader
	for range puts {
		s.putOther(t)
	}
	if !bytes.Equal(view, was) {
		t.Error("a view has changed within its transaction")
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	for range puts {
		s.putOther(t)
	}
	// The store is open, and so the view is mapped: its file has not grown.
	if bytes.Equal(view, was) {
		t.Errorf("after %d puts the page of a view that was kept has its old data, want others", puts)
	}
}

// TestOpenTransactionKeepsPages: the file grows while a transaction is open, and by much less
// without one.
func TestOpenTransactionKeepsPages(t *testing.T) {
	const puts = 64
	grown := func(open bool) int64 {
		s := opened(t)
		if open {
			tx, err := s.db.Begin(false)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = tx.Rollback() }()
		}
		var before, after int64
		size := func(to *int64) {
			if err := s.db.View(func(tx *bbolt.Tx) error { *to = tx.Size(); return nil }); err != nil {
				t.Fatal(err)
			}
		}
		size(&before)
		for range puts {
			s.putOther(t)
		}
		size(&after)
		return after - before
	}
	if open, closed := grown(true), grown(false); open < puts*5000 || closed > open/4 {
		t.Errorf("%d puts add %d bytes beside an open transaction and %d without one, want all of them and few", puts, open, closed)
	}
}

// TestStructByValueShares: proof catches who takes a struct by value for a copy.
func TestStructByValueShares(t *testing.T) {
	s := with(CacheGet, bench.Arm[*cached]{Name: "copy-shallow", Kind: bench.Copy, Open: func(b *bench.Block, c *cached) (bench.Op, error) {
		op, err := getValue(b, c)
		op.Cost.Copied = b.Case.Size
		return op, err
	}})
	wants(t, "copy-shallow", faultOf(t, s, "copy-shallow", bench.Case{Size: 1000, Passes: 1}), aliases)
}

// TestClone: a clone has its own bytes and the same fields.
func TestClone(t *testing.T) {
	e := entry{Key: "k", Expires: 7, Body: []byte("body")}
	other := e.clone()
	other.Body[0] = 'B'
	if string(e.Body) != "body" || other.Key != "k" || other.Expires != 7 || string(other.Body) != "Body" {
		t.Errorf("the clone of an entry is %+v, and the entry %+v, want the same fields and two bodies", other, e)
	}
}

// TestLargestEntry: what JSON would take too long over is skipped with a size that fits.
func TestLargestEntry(t *testing.T) {
	b := bench.NewBlock(bench.Case{Size: largestEntry + 1, Passes: 1}, 1)
	defer b.Close()
	if _, err := newCached(b); bench.Skipped(err) == nil || bench.Skipped(err).Hint != "-sizes 16MiB" {
		t.Errorf("an entry beyond the limit: %v, want a skip with the limit", err)
	}
}
