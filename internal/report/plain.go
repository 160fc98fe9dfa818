package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line is a text of somebody else's as one line, as reports print it: no terminal
// and no runner of GitHub's takes an order from it.
func Line(s string) string { return plainly(s, 400) }

// plain is a text of somebody else's as one line of which no terminal takes an
// order and in which nothing is invisible, cut in the middle where it is very
// long.
func plain(s string) string { return plainly(s, 120) }

// plainly is plain with another length.
func plainly(s string, most int) string {
	if ends := most * utf8.UTFMax; len(s) > 2*ends { // what is cut out is not looked at
		s = s[:ends] + s[len(s)-ends:]
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
	s = strings.ReplaceAll(s, "##[", "## [") // GitHub takes it for a command, wherever it stands
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most/2-1]) + "…" + string(runes[len(runes)-most/2:])
	}
	return s
}
