package claim

import "github.com/bufbench/bufbench/bench"

// ofArrivals are the claims about data that arrive: received, read, passed on, taken out of
// a library.
func ofArrivals() []Claim {
	return []Claim{
		{
			Source:  Source{"Zero-Copy Techniques (Go Optimization Guide)", "https://goperf.dev/01-common-patterns/zero-copy"},
			Text:    "A clone of 64 KiB takes 4,246 ns.",
			Where:   "Nobody reads the clone; here it is read once, which is the smaller part.",
			Compare: Compare{"ReceiveBuffer", oneFrame, 64 * bench.KiB, 64 * bench.KiB, 1, nanoseconds("copy", 4246)},
		},
		{
			Source:  Source{"Zero-Copy Techniques (Go Performance Guide)", "https://golangperf.com/docs/io/zero-copy"},
			Text:    "The copies of 1 MB on its way from a file to a network take 3 to 5 ms.",
			Where:   "Two copies, no measurement is shown; here one into new memory, hence at least half of that.",
			Compare: Compare{"SubSlice", nil, 1 * bench.MiB, 1 * bench.MiB, 1, Figure{"copy", "", 1.5e6, 5e6}},
		},
		{
			Source:  Source{"Object Pooling (Go Optimization Guide)", "https://goperf.dev/01-common-patterns/object-pooling"},
			Text:    "4 KiB are written 20 times as fast to a pooled buffer as to a new one: 42 instead of 864 ns.",
			Where:   "A bytes.Buffer that nobody reads, hence no pass.",
			Compare: Compare{"ReceiveBuffer", oneFrame, 4 * bench.KiB, 4 * bench.KiB, 0, times("copy-pool", "copy", 20)},
		},
		{
			Source:  Source{"grpc/grpc-go#7593", "https://github.com/grpc/grpc-go/issues/7593"},
			Text:    "Below 1 KiB a counted buffer of a pool costs more than a plain one.",
			Where:   "In whole calls; the count had a struct of its own, and here it lies in the pool with its buffer.",
			Compare: Compare{"ReceiveBuffer", oneFrame, 64, 512, 1, faster("copy", "copy-lease")},
		},
		{
			Source:  Source{"buildbuddy-io/buildbuddy#5374", "https://github.com/buildbuddy-io/buildbuddy/pull/5374"},
			Text:    "Up to 1,000 bytes io.ReadAll is faster than a read into memory of the known size.",
			Where:   "A read from a cache on a drive, by way of a bytes.Buffer; here the reading alone.",
			Compare: Compare{"ReadAll", nil, 64, 1 * bench.KiB, 1, faster("copy", "copy-presized")},
		},
		{
			Source:  Source{"Avoiding Interface Boxing (Go Optimization Guide)", "https://goperf.dev/01-common-patterns/interface-boxing"},
			Text:    "A function that takes an interface gets a struct of 4 KiB 11 % faster by pointer than by value.",
			Where:   "Both allocate the struct.",
			Compare: Compare{"StructByValue", byInterface, 4 * bench.KiB, 4 * bench.KiB, 1, times("copy-escaped", "copy", 1.11)},
		},
		{
			Source:  Source{"duckdb/duckdb-go#141", "https://github.com/duckdb/duckdb-go/pull/141"},
			Text:    "Cells are scanned twice as fast in place as by a call into C for each.",
			Where:   "The whole scan of 250,000 cells; here the access alone, hence at least twice.",
			Compare: Compare{"ElementOrBulk", inC, 4 * bench.KiB, 1 * bench.MiB, 1, Figure{Of: "view", Over: "view-getter", Lo: 2}},
		},
	}
}

// The axes of these claims.
var (
	oneFrame    = []bench.Axis{{Key: "frame", Value: "one"}}
	byInterface = []bench.Axis{{Key: "by", Value: "any"}}
	inC         = []bench.Axis{{Key: "library", Value: "c"}}
)
