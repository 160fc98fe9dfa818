package goheap

import (
	"encoding/binary"
	"maps"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

func columnCase(size bench.Bytes, row string) bench.Case {
	return bench.Case{Size: size, Passes: 1, Axes: []bench.Axis{{Key: stride, Value: row}}}
}

// At finds the numbers of other columns too.
func TestColumnAt(t *testing.T) {
	matrix := make([]byte, 3*24)
	for i := range matrix {
		matrix[i] = byte(i)
	}
	m := column{matrix, 24}
	for row := range 3 {
		for col := range 3 {
			want := binary.LittleEndian.Uint64(matrix[row*24+col*8:])
			if got := m.At(row, col); got != want {
				t.Errorf("At(%d, %d) = %#x, want %#x", row, col, got, want)
			}
		}
	}
}

// A column has as many rows as its size has numbers, and any column may be
// drawn.
func TestColumnIsDrawn(t *testing.T) {
	firsts := map[int]bool{}
	for seed := range uint64(64) {
		c, err := newColumn(bench.NewBlock(columnCase(40, "32B"), seed))
		if err != nil {
			t.Fatal(err)
		}
		if c.rows() != 5 || len(c.cells) != 4*32+8 {
			t.Fatalf("a column of 40 bytes has %d rows in %d bytes, want 5 in %d", c.rows(), len(c.cells), 4*32+8)
		}
		firsts[5*32-cap(c.cells)] = true // its capacity ends with the matrix
	}
	if want := map[int]bool{0: true, 8: true, 16: true, 24: true}; !maps.Equal(firsts, want) {
		t.Errorf("columns begin at bytes %v of a row, want %v", firsts, want)
	}
}

// Who keeps a few numbers keeps a view of them, not the numbers.
func TestColumnPart(t *testing.T) {
	for _, size := range []bench.Bytes{8, 64, 4096} {
		b := bench.NewBlock(columnCase(size, "64B"), 1)
		c, err := newColumn(b)
		if err != nil {
			t.Fatal(err)
		}
		part := StridedColumn.Part(b, c).([]byte)
		want := (min(int(size/word), 8)-1)*64 + 8
		if len(part) != want || &part[0] != &c.cells[0] {
			t.Errorf("%s: the part has %d bytes, want the first %d of the column's", size, len(part), want)
		}
	}
}

// What would take too much memory is refused in words that say what fits.
func TestSourcesAreAffordable(t *testing.T) {
	_, column := newColumn(bench.NewBlock(columnCase(1*bench.MiB, "4KiB"), 1))
	_, picked := newPicked(bench.NewBlock(bench.Case{Size: 64 * bench.MiB}, 1))
	tests := []struct {
		got  error
		want string
	}{
		{column, "the matrix would take 512MiB, and at most 256MiB are made (try: -sizes 512KiB)"},
		{picked, "the table would take 512MiB, and at most 256MiB are made (try: -sizes 32MiB)"},
	}
	for _, test := range tests {
		if bench.Skipped(test.got) == nil || test.got.Error() != test.want {
			t.Errorf("the source says %v, want a skip: %s", test.got, test.want)
		}
	}
}

func TestStrideIsWholeNumbers(t *testing.T) {
	for _, row := range []string{"", "-8", "wide", "4B", "20B"} {
		if _, err := newColumn(bench.NewBlock(columnCase(64, row), 1)); err == nil || bench.Skipped(err) != nil {
			t.Errorf("stride %q: the source says %v, want an error", row, err)
		}
	}
}
