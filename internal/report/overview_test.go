package report

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// TestWinsFrom: the sizes at which the view wins, in a cell.
func TestWinsFrom(t *testing.T) {
	at := func(from, to, next bench.Bytes) []verdict.Win {
		return []verdict.Win{{From: verdict.Factor{Size: from}, To: verdict.Factor{Size: to}, Next: next}}
	}
	for _, test := range []struct {
		wins []verdict.Win
		want string
	}{
		{at(4096, 65536, 0), "from 4KiB"},
		{at(4096, 65536, 1<<20), "4KiB–64KiB"},
		{at(65536, 65536, 1<<20), "at 64KiB"},
		{at(65536, 65536, 0), "from 64KiB"},
		{nil, "-"},
	} {
		if got := winsFrom(test.wins, verdict.Gain{}); got != test.want {
			t.Errorf("of %+v: %q, want %q", test.wins, got, test.want)
		}
	}
}
