package console_test

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/host/console"
)

// written is what comes out of a Writer, the same however the text is cut.
func written(t *testing.T, text string, colors bool) string {
	t.Helper()
	var whole, parts strings.Builder
	w := console.NewWriter(&whole)
	w.Colors = colors
	if n, err := w.Write([]byte(text)); n != len(text) || err != nil {
		t.Errorf("Write(%q) = %d, %v", text, n, err)
	}
	if colors { // each is written whole
		return whole.String()
	}
	w = console.NewWriter(&parts)
	for i := range len(text) {
		w.Write([]byte{text[i]})
	}
	if whole.String() != parts.String() {
		t.Errorf("Write(%q) writes %q at once and %q byte by byte", text, &whole, &parts)
	}
	return whole.String()
}

func TestWriter(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", ""},
		{"a table ± 2% │ ×3 →\n\tnext: c++::name ok\n", "a table ± 2% │ ×3 →\n\tnext: c++::name ok\n"},
		{"::error::x\n", ": :error::x\n"},
		{"::stop-commands::x", ": :stop-commands::x"},
		{"\n \t\u00a0\u2003::add-mask::a\n", "\n \t\u00a0\u2003: :add-mask::a\n"},
		{":::error::x", ": ::error::x"},
		{": :error", ": :error"},
		{"a ::error::x", "a ::error::x"},
		{"\"::error::x\"", "\"::error::x\""},
		{"a ##[error]x ##vso[task.setvariable] ##teamcity[x] ###[x", "a ## [error]x ##vso [task.setvariable] ##teamcity [x] ### [x"},
		{"#[x] # #[x] ##a b[x] x[1] ##a#b[x]", "#[x] # #[x] ##a b[x] x[1] ##a#b[x]"},
		{"\x1b[31mred\x1b[0m \x1b]0;title\a", "�[31mred�[0m �]0;title�"},
		{"\x9b31m \u009b31m \x7f \x00", "�31m �31m � �"},
		{"a\r::error::x\r\n::error::y", "a�::error::x�\n: :error::y"},
		{"\v::error::x\n\f::error::x\n\u2028::error::\u0085::error::", "�::error::x\n�::error::x\n�::error::�::error::"},
		{"\u202egnp.exe\u202c \u2066x\u2069 \u200bz \ufeff", "�gnp.exe� �x� �z �"},
		{"\xff\xfe é € 🐢", "�� é € 🐢"},
	} {
		if got := written(t, test.text, false); got != test.want {
			t.Errorf("Writer makes %q of %q, want %q", got, test.text, test.want)
		}
	}
}

func TestWriterColors(t *testing.T) {
	text := "\x1b[31mworse\x1b[0m \x1b[32mbetter\x1b[0m \x1b[8mhidden \x1b[2J\n"
	if got, want := written(t, text, true), "\x1b[31mworse\x1b[0m \x1b[32mbetter\x1b[0m �[8mhidden �[2J\n"; got != want {
		t.Errorf("Writer with colours makes %q, want %q", got, want)
	}
}

func TestLine(t *testing.T) {
	for _, test := range []struct {
		text, want string
		most       int
	}{
		{"plain", "plain", 100},
		{"a\n::error::x\t\x1b[0m", "a�::error::x��[0m", 100},
		{"##[error] ##vso[x]", "## [error] ##vso [x]", 100},
		{strings.Repeat("a", 60) + strings.Repeat("b", 60), "aaaa…bbbbb", 10},
	} {
		if got := console.Line(test.text, test.most); got != test.want {
			t.Errorf("Line(%q, %d) = %q, want %q", test.text, test.most, got, test.want)
		}
	}
}

// FuzzWriter: whatever is written, no line is an order to a runner, and nothing is
// hidden.
func FuzzWriter(f *testing.F) {
	f.Add("::error::x\n##[error]\x1b", "::\xe2\x80")
	f.Fuzz(func(t *testing.T, first, second string) {
		var out strings.Builder
		w := console.NewWriter(&out)
		w.Write([]byte(first))
		w.Write([]byte(second))
		for line := range strings.Lines(out.String()) {
			if strings.HasPrefix(strings.TrimSpace(line), "::") || console.Bracketed.MatchString(line) {
				t.Errorf("%q and %q make the line %q", first, second, line)
			}
			if at := strings.IndexFunc(strings.Trim(line, "\n"), func(r rune) bool { return r != '\t' && console.Hidden(r) }); at >= 0 {
				t.Errorf("%q and %q make the line %q, of which a character is hidden", first, second, line)
			}
		}
	})
}
