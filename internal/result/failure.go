package result

import (
	"bytes"
)

// ends reports whether a line is go test's, behind the benchmarks of a package.
func ends(line []byte) bool {
	return string(bytes.TrimSpace(line)) == "PASS" || bytes.HasPrefix(line, []byte("ok  \t"))
}

// fail is for a line that says that benchmarks did not come to their end.
func (t *text) fail(line []byte) {
	t.foreign()
	t.now.begun = nil
	if !t.failed {
		t.failed = true
		t.problem(t.lines.number, "the benchmarks failed: "+string(bytes.TrimSpace(line)), "mend them and measure again: what stands here is not all")
	}
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
