package procfs

import (
	"testing"
	"time"
)

// TestProcessor: a name with spaces and brackets moves no field.
func TestProcessor(t *testing.T) {
	const numbers = " S 1 7 7 0 -1 4194304 100 0 0 0 123 45 9 9 20 0 5 0 100 1000000 500"
	root := files{"proc/7/stat": "7 (a) b (c)" + numbers, "proc/8/stat": "8 (x) S 1", "proc/9/stat": "9 (x) S 1 7 7 0 -1 4194304 100 0 0 0 one 45 9"}.grow(t)
	for process, want := range map[int]time.Duration{7: 1680 * time.Millisecond, 8: 0, 9: 0, 10: 0} {
		if got, ok := Processor(root, process); got != want || ok != (want > 0) {
			t.Errorf("process %d: %v, %v, want %v", process, got, ok, want)
		}
	}
}
