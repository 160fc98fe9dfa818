//go:build cgo

package arrow

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// TestReleases: a lost release and a second one are caught, each by the panic of its
// operation. arrow-go itself passes a second Release on to nobody.
func TestReleases(t *testing.T) {
	for name, test := range map[string]struct {
		use  func(l *lent)
		want string // the panic; empty for none
	}{
		"once":                 {func(l *lent) { l.imported().Release() }, ""},
		"never":                {func(l *lent) { l.imported() }, "arrays lent: 1, released once: 0, released again: 0"},
		"twice, by arrow-go":   {func(l *lent) { all := l.imported(); all.Release(); all.Release() }, ""},
		"two copies, by hand":  {releaseCopies, "arrays lent: 1, released once: 1, released again: 1"},
		"kept, and then moved": {releaseMoved, "arrays lent: 1, released once: 1, released again: 1"},
	} {
		b := bench.NewBlock(bench.Case{Size: 100, Passes: 1}, 1)
		l, err := lend(b)
		if err != nil {
			t.Fatal(err)
		}
		op := l.each(0, func() uint64 { test.use(l); return 0 })
		said := func() (said any) {
			defer func() { said = recover() }()
			op.Run(1)
			return nil
		}()
		if got := strings.TrimSuffix(fmt.Sprint(said), "<nil>"); got != test.want {
			t.Errorf("released %s: the operation panics with %q, want %q", name, got, test.want)
		}
		b.Close()
	}
}

// releaseCopies releases the struct, and a copy of it that was made before: whoever copies
// the struct must mark one of the two as released.
func releaseCopies(l *lent) {
	other := *l.array
	release(l.array)
	*l.array = other
	release(l.array)
}

// releaseMoved lets arrow-go take the struct over, and releases what was kept of it.
func releaseMoved(l *lent) {
	kept := *l.array
	l.imported().Release()
	*l.array = kept
	release(l.array)
}

// TestCopyCalledView: proof catches an arm that copies the array and calls itself a view.
func TestCopyCalledView(t *testing.T) {
	s := ArrowC
	s.Arms = append(s.Arms[:len(s.Arms):len(s.Arms)], bench.Arm[*lent]{
		Name: "view-copied", Kind: bench.View, Says: "it lies",
		Open: func(b *bench.Block, l *lent) (bench.Op, error) {
			op, err := copyFresh(b, l)
			op.Cost.Copied = 0
			return op, err
		},
	})
	evidence, err := proof.Prover{Seed: 1}.Case(s, bench.Case{Size: 1000, Passes: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range evidence {
		lies := e.Arm == "view-copied"
		if caught := strings.Contains(e.Fault, "it copies"); caught != lies {
			t.Errorf("%s: proof finds %q, want that it copies: %v", e.Arm, e.Fault, lies)
		}
	}
}
