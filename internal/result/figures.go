package result

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
)

// figures is a result without its name, as package testing prints it at the end
// of a line: the number of iterations, then values with their units.
var figures = regexp.MustCompile(`([0-9]+)((?:\t *[^\s]+ [^\s]+)+)[ \t]*\r?$`)

// longestFigures is how far from the end of a line figures are looked for.
const longestFigures = 4 << 10

// FindFigures finds a result without its name at the end of a line, whatever stands
// before it, and returns where it begins; -1 where there is none. Package testing
// prints a name, runs the benchmark and then prints the figures. Output of the
// benchmark itself stands between them.
func FindFigures(line []byte) int {
	from := max(0, len(line)-longestFigures)
	if bytes.IndexByte(line[from:], '\t') < 0 {
		return -1
	}
	at := figures.FindSubmatchIndex(line[from:])
	if at == nil || !pairs(bytes.Fields(line[from+at[4]:])) {
		return -1
	}
	return from + at[0]
}

// pairs reports whether fields are values with units.
func pairs(fields [][]byte) bool {
	for i := 0; i+1 < len(fields); i += 2 {
		if _, err := strconv.ParseFloat(string(fields[i]), 64); err != nil {
			return false
		}
	}
	return len(fields) > 1 && len(fields)%2 == 0
}

// onlyFigures reports whether a line is a result without its name, and nothing
// else; blanks may stand where package testing prints tabs.
func onlyFigures(line []byte) bool {
	fields := bytes.Fields(line)
	return len(fields) > 2 && digits(fields[0]) && pairs(fields[1:])
}

func digits(word []byte) bool {
	for _, c := range word {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(word) > 0
}

// ownName is the name of a benchmark at the end of what stands before figures.
var ownName = regexp.MustCompile(`(Benchmark(?:[^\sa-z][^\s]*)?)[ \t]+$`)

// nameBefore is the name just before figures; nil where there is none.
func nameBefore(text []byte) []byte {
	if m := ownName.FindSubmatch(text[max(0, len(text)-longestFigures):]); m != nil {
		return m[1]
	}
	return nil
}

// isResult reports whether a line that begins with a name has the shape of a
// result: a count, then values with units. It takes no memory, since nearly all
// lines are results.
func isResult(line []byte) bool {
	_, rest := cutField(line)
	count, rest := cutField(rest)
	if !digits(bytes.TrimPrefix(count, []byte("-"))) {
		return false
	}
	for n := 0; ; n++ {
		var value, unit []byte
		if value, rest = cutField(rest); len(value) == 0 {
			return n > 0
		}
		if unit, rest = cutField(rest); len(unit) == 0 || !likeNumber(value) {
			return false
		}
	}
}

// cutField cuts the first word of a line off.
func cutField(line []byte) (word, rest []byte) {
	line = bytes.TrimLeft(line, " \t\r")
	if at := bytes.IndexAny(line, " \t\r"); at >= 0 {
		return line[:at], line[at:]
	}
	return line, nil
}

// likeNumber reports whether a word begins like a number.
func likeNumber(word []byte) bool {
	word = bytes.TrimLeft(word, "+-.")
	if len(word) == 0 {
		return false
	}
	if word[0] >= '0' && word[0] <= '9' {
		return true
	}
	return bytes.EqualFold(word, []byte("nan")) || bytes.EqualFold(word, []byte("inf")) || bytes.EqualFold(word, []byte("infinity"))
}

// isHalf reports whether a last line without a line end is the beginning of a
// result: a name, or a part of it.
func isHalf(line []byte) bool {
	const head = "Benchmark"
	if len(line) < len(head) {
		return len(line) > 0 && strings.HasPrefix(head, string(line))
	}
	return bytes.HasPrefix(line, []byte(head)) && len(bytes.Fields(line)) == 1 && len(bytes.TrimSpace(line)) == len(line)
}
