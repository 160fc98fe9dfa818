package goheap

import (
	"strings"
	"testing"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// TestRowsHaveTheirSize: the sizes that the axis names are those of the structs.
func TestRowsHaveTheirSize(t *testing.T) {
	for want, got := range map[uintptr]uintptr{16: unsafe.Sizeof(row[[0]uint64]{}), 64: unsafe.Sizeof(row[[6]uint64]{}), 256: unsafe.Sizeof(row[[30]uint64]{})} {
		if got != want {
			t.Errorf("a struct of %d bytes has %d", want, got)
		}
	}
}

// TestStructsBeginAtWords: a place where no word may lie is skipped with another place.
func TestStructsBeginAtWords(t *testing.T) {
	b := bench.NewBlock(bench.Case{Size: 64, Axes: []bench.Axis{{Key: record, Value: "64B"}, {Key: bench.Align, Value: "1"}}}, 1)
	defer b.Close()
	_, err := newRecords(b)
	if skip := bench.Skipped(err); skip == nil || skip.Hint != "-axis align=0,8" {
		t.Errorf("structs at byte 1 of a line: %v, want a skip with a hint", err)
	}
}

// TestNoOtherStruct: a size of struct that there is none of is refused by name.
func TestNoOtherStruct(t *testing.T) {
	b := bench.NewBlock(bench.Case{Size: 64, Axes: []bench.Axis{{Key: record, Value: "24B"}}}, 1)
	defer b.Close()
	if _, err := newRecords(b); err == nil || !strings.Contains(err.Error(), `"24B" is not 16B`) {
		t.Errorf("structs of 24B: %v, want them refused by name", err)
	}
}
