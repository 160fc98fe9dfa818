package match

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/revisions/codediff"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// compareCode finds the benchmarks of a package with the same code on both sides. It
// reads the test binaries. If there are such benchmarks, it also runs the benchmarks of
// the head once. The files that they open are a part of the work too.
func (m *Match) compareCode(ctx context.Context, dir string, own []Benchmark) error {
	if m.spec.Sampling.Instructions || m.spec.Linking.Plain {
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
			return nil, fmt.Errorf("in the %s: %w", Side(i), err)
		}
	}
	return codediff.Compare(images[Base], images[Head]), nil
}

// readsOther compares the files of the repository that the benchmarks of a package open.
// It returns why they may not be the same on both sides, or "".
func (m *Match) readsOther(ctx context.Context, dir string) (why string, err error) {
	base, head := &m.Sides[Base], &m.Sides[Head]
	used, err := head.packages[dir].binaries[0].Used(ctx, m.spec.Packages.Bench)
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil {
		return err.Error(), nil
	}
	// What is read before TestMain, as by a variable of the package, is in no such list.
	_ = filepath.WalkDir(filepath.Join(head.packages[dir].Dir, "testdata"), func(path string, _ fs.DirEntry, _ error) error {
		used = append(used, gotest.Use{Path: path, Opened: true})
		return nil
	})
	for _, use := range used {
		rel, err := filepath.Rel(head.mirror.Folder, use.Path)
		if err != nil || !filepath.IsLocal(rel) {
			continue // a file of the machine, the same for both
		}
		if !alike(filepath.Join(base.mirror.Folder, rel), use) {
			if own, err := filepath.Rel(head.mirror.Path(head.mirror.Root()), use.Path); err == nil && filepath.IsLocal(own) {
				rel = own
			}
			return fmt.Sprintf("benchmarks of the package may open %s, and it differs", filepath.ToSlash(rel)), nil
		}
	}
	return "", nil
}
