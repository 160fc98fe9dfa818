package gotest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Use is a path that a benchmark used by package os.
type Use struct {
	Path   string // absolute
	Opened bool   // its content was of interest, not only whether it is there
}

// Used runs every benchmark that a pattern of -bench matches once, and returns the
// paths that they used, in the order in which they did. Package testing keeps this list
// for the go command, which decides by it whether a test that passed must run again.
// What is used before TestMain calls Run is not in it. The error is that the benchmarks
// did not pass, or that ctx ended.
func (b Binary) Used(ctx context.Context, pattern string) (all []Use, err error) {
	list := b.Path + ".used"
	defer os.Remove(list)
	p := b.exec(ctx, "-test.bench="+pattern, "-test.benchtime=1x", "-test.testlogfile="+list)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case p.err != nil || p.hung:
		return nil, errors.New("see which files benchmarks use: " + why(p))
	}
	f, err := os.Open(list)
	if err != nil {
		return nil, fmt.Errorf("see which files benchmarks use: %w", err)
	}
	defer f.Close()
	const most = 256 << 20 // of a list
	return usesIn(io.LimitReader(f, most), b.Dir)
}

// usesIn reads a list of what was used by a process that started in dir.
func usesIn(list io.Reader, dir string) (all []Use, err error) {
	seen := map[Use]bool{}
	lines := bufio.NewScanner(list)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		what, path, _ := strings.Cut(lines.Text(), " ")
		if what != "open" && what != "stat" && what != "chdir" {
			continue
		}
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		use := Use{filepath.Clean(path), what == "open"}
		if what == "chdir" {
			dir = use.Path
		} else if !seen[use] {
			seen[use] = true
			all = append(all, use)
		}
	}
	return all, lines.Err()
}
