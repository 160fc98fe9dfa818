package goheap

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// TestStructsOfEverySize: every arm holds its claim at every size and by every way, and a
// value that claims to be a pointer is caught.
func TestStructsOfEverySize(t *testing.T) {
	s := StructByValue
	s.Arms = append(s.Arms[:len(s.Arms):len(s.Arms)], bench.Arm[carried]{
		Name: "view-value", Kind: bench.View, Says: "it lies",
		Open: func(b *bench.Block, c carried) (bench.Op, error) {
			op, err := openCarried(byValue)(b, c)
			op.Cost.Copied = 0
			return op, err
		},
	})
	for _, way := range s.Grid.Axes[0].Values {
		for _, size := range structSizes() {
			c := bench.Case{Size: size, Passes: 1, Axes: []bench.Axis{{Key: by, Value: way}}}
			evidence, err := proof.Prover{Seed: 1}.Case(s, c)
			if err != nil {
				t.Errorf("%s: %v", c, err)
			}
			for _, e := range evidence {
				if lies := e.Arm == "view-value"; lies != strings.Contains(e.Fault, "it copies") || !lies && e.Fault != "" {
					t.Errorf("%s: proof finds %q (%s)", c.Name(s.Name, e.Arm), e.Fault, e)
				}
			}
		}
	}
}

// TestOtherStructs: a size without a struct, a way that there is none of, and a place where
// no word may lie are refused by name.
func TestOtherStructs(t *testing.T) {
	for _, test := range []struct {
		size     bench.Bytes
		by, at   string
		skip     bool
		contains string
	}{
		{size: 48, by: "call", at: "0", skip: true, contains: "no struct of 48B"},
		{size: 64, by: "call", at: "1", skip: true, contains: "multiple of 8"},
		{size: 64, by: "mail", at: "0", contains: `"mail" is not call`},
	} {
		b := bench.NewBlock(bench.Case{Size: test.size, Passes: 1, Axes: []bench.Axis{{Key: by, Value: test.by}, {Key: bench.Align, Value: test.at}}}, 1)
		_, err := StructByValue.Open(b)
		if err == nil || (bench.Skipped(err) != nil) != test.skip || !strings.Contains(err.Error(), test.contains) {
			t.Errorf("%+v: %v", test, err)
		}
		b.Close()
	}
	sizes, err := bench.ParseSizes("16..4KiB*2") // as the hint says
	if err != nil || len(sizes) < len(structSizes()) {
		t.Errorf("the hint has the sizes %v, %v", sizes, err)
	}
}
