package match

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/codediff"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// compareCode finds the benchmarks of a package that run the same code on both sides. It
// reads the test binaries. If there are any, it also runs the benchmarks of the head once,
// to see the files that they open: these are a part of the work.
func (m *Match) compareCode(ctx context.Context, dir string, own []Benchmark) error {
	if m.wish.Instructions || m.wish.Plain {
		return nil
	}
	c, err := m.images(dir)
	if err != nil {
		for i := range own {
			own[i].Code = codediff.Answer{Why: err.Error()}
		}
		return nil
	}
	known := map[string]codediff.Answer{} // by function
	some := false
	for i := range own {
		function, _, _ := strings.Cut(own[i].Name, "/")
		answer, asked := known[function]
		if !asked {
			answer = c.Benchmark(own[i].Package, function)
			known[function] = answer
		}
		own[i].Code = answer
		some = some || answer.Verdict == codediff.Same
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	if !some {
		return nil
	}
	why, err := m.readsOther(ctx, dir)
	if err != nil {
		return err
	}
	for i := range own {
		if why != "" && own[i].Code.Verdict == codediff.Same {
			own[i].Code = codediff.Answer{Why: why}
		}
	}
	return nil
}

// images opens the test binaries of a package.
func (m *Match) images(dir string) (*codediff.Comparison, error) {
	var images [2]*codediff.Image
	for i := range m.Sides {
		var err error
		if images[i], err = codediff.Open(m.Sides[i].packages[dir].binaries[0].Path); err != nil {
			return nil, fmt.Errorf("in the %s: %w", alternate.Side(i), err)
		}
	}
	return codediff.Compare(images[alternate.Base], images[alternate.Head]), nil
}

// readsOther looks at the files of the repository that benchmarks of a package open. It
// returns why they may not be the same on both sides; "" if they are.
func (m *Match) readsOther(ctx context.Context, dir string) (why string, err error) {
	base, head := &m.Sides[alternate.Base], &m.Sides[alternate.Head]
	used, err := head.packages[dir].binaries[0].Used(ctx, m.wish.Bench)
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil {
		return err.Error(), nil
	}
	for _, use := range used {
		rel, err := filepath.Rel(head.mirror.Folder, use.Path)
		if err != nil || !filepath.IsLocal(rel) {
			continue // of the machine, which is one
		}
		if !alike(filepath.Join(base.mirror.Folder, rel), use) {
			if own, err := filepath.Rel(head.mirror.Path(head.mirror.Root()), use.Path); err == nil && filepath.IsLocal(own) {
				rel = own
			}
			return fmt.Sprintf("benchmarks of the package open %s, and it differs", filepath.ToSlash(rel)), nil
		}
	}
	return "", nil
}

// alike reports whether a path and a used one hold the same: neither is there, or both are
// files with one content, or folders with entries of the same names and sizes.
func alike(path string, use gotest.Use) bool {
	x, err := os.Stat(path)
	y, errY := os.Stat(use.Path)
	switch {
	case err != nil || errY != nil:
		return err != nil && errY != nil
	case x.IsDir() && y.IsDir():
		return !use.Opened || slices.Equal(entries(path), entries(use.Path))
	case !x.Mode().IsRegular() || !y.Mode().IsRegular() || x.Size() != y.Size():
		return false
	}
	return sameContent(path, use.Path)
}

// entries are the names of a folder's entries, with the sizes of files.
func entries(dir string) (all []string) {
	found, err := os.ReadDir(dir)
	if err != nil {
		return []string{err.Error()}
	}
	for _, e := range found {
		line := e.Name()
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			line = fmt.Sprint(line, " ", info.Size())
		} else if e.Type()&fs.ModeDir != 0 {
			line += "/"
		}
		all = append(all, line)
	}
	return all
}

// sameContent reports whether two files of one size hold the same bytes.
func sameContent(a, b string) bool {
	x, err := os.Open(a)
	if err != nil {
		return false
	}
	defer x.Close()
	y, err := os.Open(b)
	if err != nil {
		return false
	}
	defer y.Close()
	var left, right [64 << 10]byte
	for {
		n, err := x.Read(left[:])
		k := 0
		for k < n {
			got, err := y.Read(right[k:n])
			if k += got; err != nil {
				return false
			}
		}
		if !bytes.Equal(left[:n], right[:n]) {
			return false
		}
		if err != nil {
			return true // at the end of both: their sizes are the same
		}
	}
}
