package report

import (
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text string
		want string // lines, joined by |
	}{
		{"", ""},
		{"one", "one"},
		{"one two", "one|two"},
		{"a bc  d", "a bc|d"},
		{"far_too_wide a", "far_too_wide|a"},
		{"é é é", "é é é"},
	} {
		if got := strings.Join(wrap(test.text, 5), "|"); got != test.want {
			t.Errorf("wrap(%q, 5) = %q, want %q", test.text, got, test.want)
		}
	}
}
