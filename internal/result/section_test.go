package result_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/result"
)

// scenarios is a results file with so many launches of each of four scenarios. It has a
// bad line in the second one.
func scenarios(launches int) string {
	var text strings.Builder
	text.WriteString(ownHead + "goos: linux\nUnit ns/op better=lower\nUnit B/op better=sideways\n\n")
	for i, name := range []string{"A", "B", "C", "D"} {
		if i == 2 {
			text.WriteString("goos: plan9\n")
		}
		for _, size := range []string{"64B", "1KiB"} {
			fmt.Fprintf(&text, "# launches=%d clock=cpu-ns/op stop=limit alpha=0.0%d\n", launches, i+1)
			for n := range launches {
				fmt.Fprintf(&text, "Benchmark%s/access=copy/size=%s/passes=1-2 10 %d ns/op 3 cpu-ns/op\n", name, size, n+1)
			}
			if i == 1 {
				text.WriteString("BenchmarkB/access=copy/size=64B/passes=1-2 10 0.\n")
			}
		}
	}
	return text.String()
}

// TestSections: a text that several processors read gives what one reads.
func TestSections(t *testing.T) {
	own := scenarios(5)
	for name, text := range map[string]string{
		"bufbench's own":             own,
		"without its last end":       strings.TrimSpace(own),
		"with line ends of Windows":  strings.ReplaceAll(own, "\n", "\r\n"),
		"with a line of a program":   strings.Replace(own, "goos: plan9", "hello from the program", 1),
		"with another run behind it": own + own,
		"with an event":              strings.Replace(own, "goos: plan9", `{"Action":"output","Output":"BenchmarkB/access=copy/size=64B/passes=1 1 1 ns/op\n"}`, 1),
		"with a line about it":       strings.Replace(own, "goos: plan9", "Benchmarking took 3 s", 1),
		"with a failure":             strings.Replace(own, "goos: plan9", "BenchmarkB/x\t--- FAIL: BenchmarkB", 1),
		"without D's heads":          strings.ReplaceAll(own, "# launches=5 clock=cpu-ns/op stop=limit alpha=0.04\n", ""),
		"with zero bytes":            strings.ReplaceAll(own, " 3 cpu", " 3\x00 cpu"),
		"with many bad lines":        strings.ReplaceAll(own, " 3 cpu-ns/op", " 3"),
		"of go test":                 own[len(ownHead):],
		"without results":            ownHead,
		"nothing":                    "",
	} {
		lines, config, bad := result.LinesInSections([]byte(text), 1)
		for _, most := range []int{2, 3, 4, 9} {
			l, c, b := result.LinesInSections([]byte(text), most)
			if !reflect.DeepEqual(l, lines) || !reflect.DeepEqual(c, config) || fmt.Sprint(b) != fmt.Sprint(bad) {
				t.Errorf("%s, %d sections:\n%v\n%v\n%v\nin one section:\n%v\n%v\n%v", name, most, l, c, b, lines, config, bad)
			}
		}
	}
	for text, want := range map[string]int{own: 3, own[len(ownHead):]: 1, own + "PASS\n": 1, ownHead: 1, "": 1} {
		if got := result.Sections([]byte(text), 4); got != want {
			t.Errorf("a text of %d bytes has %d sections, want %d", len(text), got, want)
		}
	}
}
