package result

import (
	"bytes"
)

// ends reports whether a line is go test's, behind the benchmarks of a package.
func ends(line []byte) bool {
	return string(bytes.TrimSpace(line)) == "PASS" || bytes.HasPrefix(line, []byte("ok  \t"))
}

// hasFailed reports whether a line says that benchmarks did not come to their
// end. Go prints the name of a benchmark before it runs, so that this may stand
// behind it.
func hasFailed(line []byte) bool {
	if line[0] == 'B' {
		return bytes.Contains(line, []byte("\t--- FAIL: "))
	}
	for _, head := range [...]string{"--- FAIL: ", "panic: ", "FAIL\t", "fatal error: ", "signal: "} {
		if bytes.HasPrefix(line, []byte(head)) {
			return true
		}
	}
	return string(bytes.TrimSpace(line)) == "FAIL"
}
