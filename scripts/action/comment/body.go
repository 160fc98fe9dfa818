package main

import (
	"net/url"
	"strings"
	"unicode/utf16"

	"github.com/bufbench/bufbench/internal/host/console"
)

// mostCharacters is how long a comment of GitHub may be.
const mostCharacters = 65536

// marker is the beginning by which a comment is found again. Escaping leaves
// nothing of a key that could end it.
func marker(key string) string { return "<!-- bufbench ab: " + url.QueryEscape(key) + " -->" }

// body is the whole comment: the marker, and the report as a block of code, cut at the
// end of a line where a comment would be longer than most.
func body(mark, report, more string, most int) string {
	report = harmless(report)
	fence := "```"
	for strings.Contains(report, fence) {
		fence += "`"
	}
	head, tail := mark+"\n"+fence+"text\n", "\n"+fence+"\n"
	note := "\n**This is not all: the report is longer than a comment may be.**"
	if more != "" {
		note += " The whole stands in the summary of " + more + "\n"
	}
	if left := most - length(head) - length(tail); length(report) > left {
		report, tail = fit(report, left-length(note)), tail+note
	}
	return head + report + tail
}

// harmless is a text of which a reader sees all.
func harmless(text string) string {
	var out strings.Builder
	console.NewWriter(&out).Write([]byte(text))
	return strings.Trim(out.String(), "\n")
}

// fit is the lines that have most characters together.
func fit(text string, most int) string {
	end := 0
	for line := range strings.Lines(text) {
		if most -= length(line); most < 0 {
			break
		}
		end += len(line)
	}
	return strings.TrimRight(text[:end], "\n")
}

// length is in UTF-16, the largest count that GitHub might take.
func length(s string) (n int) {
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
