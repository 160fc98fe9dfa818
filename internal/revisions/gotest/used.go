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

// Use is a path that a benchmark used through package os.
type Use struct {
	Path   string // absolute
	Opened bool   // it was opened, and not only looked for
}

// Used runs the benchmarks of a -bench pattern once and returns the paths that they used,
// in order. Package testing writes this list for the go command, whose cache of test
// results depends on it. Files used before TestMain calls Run are not in it. The error
// is a benchmark that fails, or the end of ctx.
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

// usesIn reads such a list of a process that started in dir.
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
