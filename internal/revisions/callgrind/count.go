package callgrind

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Count is what a run of a benchmark took.
type Count struct {
	Instructions uint64 // of all iterations
	Iterations   int
	Output       []byte // what the binary wrote to standard output: a result line, with B/op and allocs/op
}

// PerOp is the number of instructions of an iteration. A constant of 60 to 90
// instructions, of the hooks, is spread over the iterations.
func (c Count) PerOp() float64 { return float64(c.Instructions) / float64(c.Iterations) }

// instructions reads the file that callgrind wrote. Its line "totals" is what
// was collected after the last request to forget; "summary" has more in it.
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

// iterations are those of each result line that the binary wrote.
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
