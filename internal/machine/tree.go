package machine

import (
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// tree is a directory that holds proc and sys.
type tree string

// live reports whether the tree is that of this machine.
func (t tree) live() bool {
	return filepath.Clean(string(t)) == string(filepath.Separator)
}

// read is the content of a file, without the space around it. The path is
// relative to the tree and has slashes.
func (t tree) read(path string) (string, error) {
	b, err := os.ReadFile(filepath.Join(string(t), filepath.FromSlash(path)))
	return strings.TrimSpace(string(b)), err
}

// text is the content of a file, or "" where it cannot be read.
func (t tree) text(path string) string {
	s, err := t.read(path)
	if err != nil {
		return ""
	}
	return s
}

// number is the content of a file that holds one whole number.
func (t tree) number(path string) (uint64, bool) {
	n, err := strconv.ParseUint(t.text(path), 10, 64)
	return n, err == nil
}

// pairs are the lines "key<sep>value" of a text, in order, without the space
// around key and value.
func pairs(text, sep string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for line := range strings.Lines(text) {
			key, value, ok := strings.Cut(line, sep)
			if ok && !yield(strings.TrimSpace(key), strings.TrimSpace(value)) {
				return
			}
		}
	}
}

// kilobytes is a value of /proc/meminfo, such as "1024 kB", in bytes.
func kilobytes(value string) (uint64, bool) {
	digits, isKB := strings.CutSuffix(value, " kB")
	n, err := strconv.ParseUint(strings.TrimSpace(digits), 10, 64)
	return n << 10, isKB && err == nil && n < 1<<54
}
