package callgrind

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Count is the result of counting one run of a benchmark.
type Count struct {
	Instructions uint64 // of all iterations
	Iterations   int
	Output       []byte // standard output of the binary: a result line, with B/op and allocs/op
}

// PerOp returns the number of instructions per iteration. It includes a part of the 60
// to 90 instructions of the hooks.
func (c Count) PerOp() float64 { return float64(c.Instructions) / float64(c.Iterations) }

// instructions reads the file of callgrind. Its line "totals" counts from the last
// reset; "summary" counts more.
func instructions(path string) (uint64, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, fmt.Errorf("read the counts of callgrind: %w", err)
	}
	for line := range strings.Lines(string(text)) {
		if total, ok := strings.CutPrefix(line, "totals:"); ok {
			n, err := strconv.ParseUint(strings.TrimSpace(total), 10, 64)
			if err != nil {
				return 0, fmt.Errorf("read the counts of callgrind: %w", err)
			}
			return n, nil
		}
	}
	return 0, fmt.Errorf("read the counts of callgrind: no line \"totals\" in %d bytes: was valgrind killed?", len(text))
}

// iterations returns the number of iterations in each result line of the binary.
func iterations(output []byte) (all []int) {
	for line := range bytes.Lines(output) {
		field := bytes.Fields(line)
		if len(field) < 2 || !bytes.HasPrefix(field[0], []byte("Benchmark")) {
			continue
		}
		if n, err := strconv.Atoi(string(field[1])); err == nil {
			all = append(all, n)
		}
	}
	return all
}
