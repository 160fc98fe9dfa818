package report

import (
	"fmt"
	"strings"
	"testing"
)

// TestLongTable: a table of many rows is drawn as tablewriter draws it.
func TestLongTable(t *testing.T) {
	g := grid{header: []string{"", "old.txt\nsec/op", "new\nsec/op", "\nvs base", "\n"}, left: 1}
	for i := range longTable {
		g.rows = append(g.rows, []string{
			fmt.Sprintf("Name%d/größe=%d/名前", i, i%17), fmt.Sprintf("%d.5µ ± ∞ ¹ ⁴", i%100), "",
			[]string{"~", "+5.00%", "\x1b[32mbetter\x1b[0m", "-1234567.00% 1/5.00×"}[i%4], "p=0.000 n=10",
		})
	}
	var long, short strings.Builder
	if err := g.text(&long); err != nil || !g.isLong() {
		t.Fatal(err, g.isLong())
	}
	if err := g.short(&short); err != nil {
		t.Fatal(err)
	}
	ours, theirs := strings.Split(long.String(), "\n"), strings.Split(short.String(), "\n")
	for i := range max(len(ours), len(theirs)) {
		if i >= len(ours) || i >= len(theirs) || ours[i] != theirs[i] {
			t.Fatalf("line %d is %q, tablewriter's is %q", i+1, ours[i], theirs[i])
		}
	}
}
