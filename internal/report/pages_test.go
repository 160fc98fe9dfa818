package report_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/report"
)

func TestPages(t *testing.T) {
	blocks := func(pairs ...bench.Bytes) (blocks []launch.Block) {
		for i := 0; i < len(pairs); i += 2 {
			blocks = append(blocks, launch.Block{Asked: pairs[i], Granted: pairs[i+1]})
		}
		return blocks
	}
	const MiB = bench.MiB
	for _, test := range []struct {
		name   string
		record launch.Record
		want   string
	}{
		{"too small for one", launch.Record{Case: at(2*MiB-1, 1), Blocks: blocks(4*MiB, 4*MiB)}, ""},
		{"just large enough", launch.Record{Case: at(2*MiB, 1), Blocks: blocks(2*MiB, 2*MiB)}, "huge pages: asked 2MiB, granted 2MiB"},
		{"nobody asked", launch.Record{Case: at(4*MiB, 1), Blocks: blocks(0, 0)}, "huge pages: asked 0B, granted 0B"},
		{"granted unasked", launch.Record{Case: at(4*MiB, 1), Blocks: blocks(0, 6*MiB)}, "huge pages: asked 0B, granted 6MiB"},
		{"asked in vain", launch.Record{Case: at(4*MiB, 1), Blocks: blocks(12*MiB, 0)}, "huge pages: asked 12MiB, granted 0B"},
		{"the most of any block", launch.Record{Case: at(4*MiB, 1), Blocks: blocks(8*MiB, 2*MiB, 4*MiB, 6*MiB)}, "huge pages: asked 8MiB, granted 6MiB"},
		{"no round number", launch.Record{Case: at(4*MiB, 1), Blocks: blocks(16*MiB+12288, 4*MiB)}, "huge pages: asked 16396KiB, granted 4MiB"},
		{"nothing was measured", launch.Record{Case: at(4*MiB, 1)}, ""},
	} {
		if got := report.Pages(&test.record); got != test.want {
			t.Errorf("%s: Pages = %q, want %q", test.name, got, test.want)
		}
	}
}

// TestHugePagesWarning: who asked and had none in any launch is named, with
// what mends it where something does.
func TestHugePagesWarning(t *testing.T) {
	record := func(size, asked, granted bench.Bytes) *launch.Record {
		return &launch.Record{Case: at(size, 1), Blocks: []launch.Block{{}, {Asked: asked, Granted: granted}}}
	}
	const MiB = bench.MiB
	for _, test := range []struct {
		name    string
		records []*launch.Record
		want    string
	}{
		{"nothing was measured", nil, ""},
		{"too small for one", []*launch.Record{record(MiB, 0, 0)}, ""},
		{"granted", []*launch.Record{record(4*MiB, 12*MiB, 2*MiB)}, ""},
		{"granted in one launch", []*launch.Record{record(4*MiB, 12*MiB, 0), record(4*MiB, 12*MiB, 2*MiB), record(MiB, 0, 0)}, ""},
		{
			"in vain",
			[]*launch.Record{record(4*MiB, 12*MiB, 0), record(MiB, 0, 0), record(2*MiB, 6*MiB, 0)},
			"Some asked for 12MiB of huge pages and none is known to be granted: its figures are those of base pages " +
				"(try, as root: echo madvise > /sys/kernel/mm/transparent_hugepage/enabled)",
		},
		{
			"nobody to ask",
			[]*launch.Record{record(4*MiB, 0, 0)},
			"Some was to have huge pages, and this system has none to ask for: its figures are those of base pages",
		},
	} {
		h := report.HugePages{}
		for _, r := range test.records {
			h = h.With(r)
		}
		if got := h.Warning("Some"); got != test.want {
			t.Errorf("%s: Warning = %q, want %q", test.name, got, test.want)
		}
	}
}
