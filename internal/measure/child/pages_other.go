//go:build !linux

package child

import "github.com/bufbench/bufbench/bench"

// adviseHuge asks for nothing on systems without transparent huge pages.
func adviseHuge([]byte) bench.Bytes { return 0 }
