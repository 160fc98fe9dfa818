package main

import (
	"net/url"
	"strings"
	"unicode/utf16"
)

// mostCharacters is how long a comment of GitHub may be.
const mostCharacters = 65536

// marker is the beginning by which a comment is found again. Escaping leaves
// nothing of a key that could end it.
func marker(key string) string { return "<!-- bufbench ab: " + url.QueryEscape(key) + " -->" }

// fit cuts a body that is longer than most at the end of a line, and says so.
func fit(body, more string, most int) string {
	body = strings.ToValidUTF8(body, "�")
	if length(body) <= most {
		return body
	}
	note := "\n\n**This is not all: the report is longer than a comment may be.**"
	if more != "" {
		note += " The whole stands in the summary of " + more + "\n"
	}
	left := most - length(note)
	end := 0
	for line := range strings.Lines(body) {
		if left -= length(line); left < 0 {
			break
		}
		end += len(line)
	}
	return strings.TrimRight(body[:end], "\n") + note
}

// length is in UTF-16, in which no character that GitHub might count is left out.
func length(s string) (n int) {
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
