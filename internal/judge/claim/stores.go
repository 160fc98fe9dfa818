package claim

import "github.com/bufbench/bufbench/bench"

// ofStores are the claims about values out of stores.
func ofStores() []Claim {
	const fiber = "https://github.com/gofiber/storage/pull/3126"
	return []Claim{
		{
			Source:  Source{"gofiber/storage#3126", fiber},
			Text:    "A clone makes a Get from a map behind a lock take 24.2 instead of 17.9 ns.",
			Where:   "Apple M2 Pro, three bytes that nobody reads; here 64, read once.",
			Compare: Compare{"CacheGet", nil, 64, 64, 1, times("view-value", "copy", 1.35)},
		},
		{
			Source:  Source{"gofiber/storage#3126", fiber},
			Text:    "A clone makes a Get from bbolt take 324 instead of 297 ns.",
			Where:   "Apple M2 Pro, three bytes that nobody reads; here 64, read once.",
			Compare: Compare{"StoreGet", nil, 64, 64, 1, times("view", "copy", 1.09)},
		},
		{
			Source:  Source{"zzet/gortex#417", "https://github.com/zzet/gortex/pull/417"},
			Text:    "128 rows of 4 KiB are scanned 10 to 17 % faster into sql.RawBytes than into []byte.",
			Where:   "Apple M1 Pro, with the decoding of each row; here without, hence at least that.",
			Compare: Compare{"SQLiteColumn", manyRows, 512 * bench.KiB, 512 * bench.KiB, 1, Figure{Of: "copy-raw", Over: "copy", Lo: 1.1}},
		},
	}
}

// manyRows is the axis of the last of these claims.
var manyRows = []bench.Axis{{Key: "rows", Value: "128"}}
