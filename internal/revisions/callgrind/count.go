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

	self map[string]uint64 // instructions of all iterations, by function
}

// PerOp returns the number of instructions per iteration. It includes a part of the 60
// to 90 instructions of the hooks.
func (c Count) PerOp() float64 { return float64(c.Instructions) / float64(c.Iterations) }

// read reads the file of callgrind into the count. Its line "totals" counts from the last
// reset; "summary" counts more.
func (c *Count) read(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the counts of callgrind: %w", err)
	}
	for line := range strings.Lines(string(text)) {
		if total, ok := strings.CutPrefix(line, "totals:"); ok {
			if c.Instructions, err = strconv.ParseUint(strings.TrimSpace(total), 10, 64); err != nil {
				return fmt.Errorf("read the counts of callgrind: %w", err)
			}
			c.self = costsIn(string(text))
			return nil
		}
	}
	return fmt.Errorf("read the counts of callgrind: no line \"totals\" in %d bytes: was valgrind killed?", len(text))
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
