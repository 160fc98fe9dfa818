package procfs

import (
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Tree is a directory that holds proc and sys.
type Tree string

// Live reports whether the tree is that of this machine.
func (t Tree) Live() bool {
	return filepath.Clean(string(t)) == string(filepath.Separator)
}

// Read is the content of a file, without the space around it. The path is
// relative to the tree and has slashes.
func (t Tree) Read(path string) (string, error) {
	b, err := os.ReadFile(filepath.Join(string(t), filepath.FromSlash(path)))
	return strings.TrimSpace(string(b)), err
}

// Text is the content of a file, or "" where it cannot be read.
func (t Tree) Text(path string) string {
	s, err := t.Read(path)
	if err != nil {
		return ""
	}
	return s
}

// Number is the content of a file that holds one whole number.
func (t Tree) Number(path string) (uint64, bool) {
	n, err := strconv.ParseUint(t.Text(path), 10, 64)
	return n, err == nil
}

// List names what a folder holds, sorted. The error is that it cannot be read.
func (t Tree) List(path string) (names []string, err error) {
	entries, err := os.ReadDir(filepath.Join(string(t), filepath.FromSlash(path)))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

// Exists reports whether there is a file or folder of that path, readable or
// not.
func (t Tree) Exists(path string) bool {
	_, err := os.Lstat(filepath.Join(string(t), filepath.FromSlash(path)))
	return err == nil
}

// Pairs are the lines "key<sep>value" of a text, in order, without the space
// around key and value.
func Pairs(text, sep string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for line := range strings.Lines(text) {
			key, value, ok := strings.Cut(line, sep)
			if ok && !yield(strings.TrimSpace(key), strings.TrimSpace(value)) {
				return
			}
		}
	}
}

// Kilobytes is a value of /proc/meminfo, such as "1024 kB", in bytes.
func Kilobytes(value string) (uint64, bool) {
	digits, isKB := strings.CutSuffix(value, " kB")
	n, err := strconv.ParseUint(strings.TrimSpace(digits), 10, 64)
	return n << 10, isKB && err == nil && n < 1<<54
}
