package child

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// TestPlace: memory has the same place in a line as what an arm read, also in a block whose
// source begins elsewhere.
func TestPlace(t *testing.T) {
	room := placed(nil, 4096, 0, func(n bench.Bytes) []byte { return make([]byte, n) })
	more := func(n bench.Bytes) []byte { return make([]byte, n+5)[5:] }
	for _, test := range []struct {
		name         string
		read, source []byte
		next         bench.Bytes // where the source of another block begins
		want         launch.Place
		line         bench.Bytes
	}{
		{"a copy at the beginning of a line", room[64:], nil, 48, launch.Place{}, 0},
		{"a copy in the midst of a line", room[80:], room[2032:], 48, launch.Place{Line: 16}, 16},
		{"a source at the beginning of a line", room[128:], room[128:], 0, launch.Place{}, 0},
		{"a source in the midst of a line", room[32:], room[32:], 48, launch.Place{Source: true}, 48},
		{"a part of it", room[40:], room[32:], 48, launch.Place{Line: 8, Source: true}, 56},
		{"a part of it, in the next line", room[72:], room[32:], 48, launch.Place{Line: 40, Source: true}, 24},
	} {
		got := placeOf(address(test.read), test.source)
		if got != test.want || got.In(test.next) != test.line {
			t.Errorf("%s is at %+v, and then in %d, want %+v and %d", test.name, got, got.In(test.next), test.want, test.line)
		}
		if p := placed(room, 1024, test.line, more); lineOf(address(p)) != test.line || len(p) != 1024 {
			t.Errorf("%d bytes are placed at %d of a line, want 1024 at %d", len(p), lineOf(address(p)), test.line)
		}
	}
}
