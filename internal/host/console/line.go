package console

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Hidden reports whether a character is an order to a terminal, or is not seen: a
// control character of C0 or C1, one that turns the direction of text or has no
// width, or another end of a line.
func Hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}

// Line makes one line of somebody else's text, with nothing hidden in it. A line of
// more than most characters is cut in the middle.
func Line(s string, most int) string {
	if ends := most * utf8.UTFMax; len(s) > 2*ends { // what is cut out is not looked at
		s = s[:ends] + s[len(s)-ends:]
	}
	s = strings.Map(func(r rune) rune {
		if Hidden(r) {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
	s = Bracketed.ReplaceAllString(s, "$1 [")
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most/2-1]) + "…" + string(runes[len(runes)-most/2:])
	}
	return s
}

// Bracketed finds what runners take for a command wherever it stands in a line:
// GitHub's ##[…], ##vso[…] of Azure, ##teamcity[…].
var Bracketed = regexp.MustCompile(`(##[0-9A-Za-z_-]*)\[`)
