package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/budget"
)

// TestColours: every row has a colour of its own, in bars and in flame graphs.
func TestColours(t *testing.T) {
	colours := map[string]int{}
	for i, row := range colouredRows() {
		_, colour, found := strings.Cut(budgetCSS, fmt.Sprintf(".p%d rect{fill:", i))
		if !found {
			t.Errorf("%s has no colour in bars", row)
			continue
		}
		colour, _, _ = strings.Cut(colour, "}")
		if other, taken := colours[colour]; taken {
			t.Errorf("%s has the colour of row %d", row, other)
		}
		colours[colour] = i
		if row != budget.Other && !strings.Contains(flameCSS, fmt.Sprintf(".box.p%d rect{fill:%s}", i, colour)) {
			t.Errorf("%s has another colour in flame graphs", row)
		}
	}
}
