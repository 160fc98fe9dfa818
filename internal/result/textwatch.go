package result

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// watch looks at lines that benchfmt passes over.
func (t *text) watch(number int, line []byte) {
	if len(line) == 0 {
		return
	}
	t.pace.watch(number, line)
	if t.binary == 0 && bytes.IndexByte(line, 0) >= 0 {
		t.binary = number
	}
	failed := !t.failed && hasFailed(line)
	switch {
	case failed:
		t.failed = true
		t.problem(number, "the benchmarks failed: "+string(bytes.TrimSpace(line)), "mend them and measure again: what stands here is not all")
	case line[0] == 'B' && bytes.HasPrefix(line, []byte("Benchmark")):
	case line[0] == '#':
		t.comment(number, string(line))
	case line[0] == '{' && (bytes.HasPrefix(line, []byte(`{"Time":`)) || bytes.HasPrefix(line, []byte(`{"Action":`))):
		t.events = true
	case displaced(line):
		t.lost(number, "a result that does not begin its line: "+string(bytes.TrimSpace(line)), "a line begins with Benchmark; what stands before it was printed by the benchmark")
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

// displaced reports whether a line that does not begin with Benchmark has the
// time of a benchmark in it: N VALUE ns/op.
func displaced(line []byte) bool {
	if !bytes.Contains(line, []byte(" ns/op")) {
		return false
	}
	fields := strings.Fields(string(line))
	for i := 2; i < len(fields); i++ {
		if fields[i] != "ns/op" {
			continue
		}
		_, badTime := strconv.ParseFloat(fields[i-1], 64)
		_, badCount := strconv.Atoi(fields[i-2])
		if badTime == nil && badCount == nil {
			return true
		}
	}
	return false
}

// comment takes from a comment of bufbench what judging needs.
func (t *text) comment(number int, line string) {
	if d, ok := parseDesign(line); ok {
		h := head{line: number, design: d}
		if slices.Contains(strings.Fields(line), "paired=yes") {
			t.pairings++
			h.paired = t.index<<32 + t.pairings
		}
		t.heads = append(t.heads, h)
		return
	}
	if t.place.Machine != "" { // others than bufbench say what they like
		t.place.judge(line)
	}
	if fields := strings.Fields(line); len(fields) > 2 && fields[1] == "started" {
		for i, f := range fields[:len(fields)-1] {
			switch f {
			case "machine":
				t.place.Machine = fields[i+1]
			case "commit":
				t.place.Commit = fields[i+1]
			}
		}
	}
}
