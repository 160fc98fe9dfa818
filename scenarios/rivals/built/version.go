// Package built says which versions of libraries a program has.
package built

import (
	"runtime/debug"

	"github.com/bufbench/bufbench/bench"
)

// Version is the version of a module in this program, under a key of results. Without
// build information the number is empty.
func Version(key, module string) bench.Version {
	v := bench.Version{Of: key}
	info, known := debug.ReadBuildInfo()
	if !known {
		return v
	}
	for _, m := range info.Deps {
		if m.Path == module {
			v.Number = m.Version
		}
	}
	return v
}
