package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// footnotes are warnings by number.
type footnotes struct{ texts []string }

// marks are the numbers of some warnings, raised.
func (f *footnotes) marks(warnings []string) string {
	s := ""
	for _, w := range warnings {
		at := slices.Index(f.texts, w)
		if at < 0 {
			at = len(f.texts)
			f.texts = append(f.texts, w)
		}
		s += " " + raised(at+1)
	}
	return s
}

func (f *footnotes) print(w io.Writer) {
	for i, text := range f.texts {
		fmt.Fprintf(w, "%s %s\n", raised(i+1), plain(text))
	}
}

// raised is a number in superscript digits.
func raised(n int) string {
	return strings.Map(func(r rune) rune { return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0'] }, fmt.Sprint(n))
}
