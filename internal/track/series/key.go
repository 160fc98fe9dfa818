package series

import (
	"bytes"

	"golang.org/x/perf/benchfmt"
)

// Splits are the configuration keys that tell machines and builds apart. Series are split
// by their values, and other configuration lines do not matter. The kernel is not among
// them: an update of it is a change to see.
func Splits() []string {
	return []string{"suite", "machine", "testbed", "cpu", "goos", "goarch", "go", "toolchain", "cgo", "goexperiment", "tags", "thp", "pagesize", "env"}
}

// Env is the machine and the build of a result.
func Env(r *benchfmt.Result) string { return string(envOf(nil, r)) }

// envOf writes the machine and the build of a result.
func envOf(to []byte, r *benchfmt.Result) []byte {
	from := len(to)
	for _, key := range Splits() {
		at, has := r.ConfigIndex(key)
		if !has || len(r.Config[at].Value) == 0 {
			continue
		}
		if len(to) > from {
			to = append(to, "; "...)
		}
		to = append(append(to, key...), '=')
		to = append(to, bytes.ReplaceAll(r.Config[at].Value, []byte("; "), []byte(", "))...)
	}
	return to
}
