package result

import "bytes"

// pace is how far go test came, by the numbers of its last lines of each kind; 0 is
// none.
type pace struct{ began, measured, passed int }

// watch looks at a line that is not empty.
func (p *pace) watch(number int, line []byte) {
	has := func(head string) bool { return bytes.HasPrefix(line, []byte(head)) }
	switch line[0] {
	case 'B':
		if has("Benchmark") {
			p.measured = number
		}
	case 'g', 'p':
		if has("goos: ") || has("pkg: ") {
			p.began = number
		}
	case 'P':
		if string(bytes.TrimSpace(line)) == "PASS" {
			p.passed = number
		}
	case 'o', '?':
		if has("ok  \t") || has("?   \t") {
			p.passed = number
		}
	}
}

// finished reports whether go test said, after the last benchmark, that all passed.
func (p pace) finished() bool { return p.measured > 0 && p.passed > p.measured }

// brokenOff reports whether go test began and did not come to its end. Benchmarks
// that somebody has picked out of its output never say so.
func (p pace) brokenOff() bool { return p.began > 0 && p.measured > p.passed }
