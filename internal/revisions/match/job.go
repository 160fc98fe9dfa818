package match

import (
	"context"
	"fmt"
	"go/version"
	"path/filepath"
	"strconv"
	"sync"
)

// job is the build of a test binary.
type job struct {
	dir    string
	of     *Checkout
	binary string
	flags  []string // beside those of the source
}

// do runs jobs, two at a time, and returns their errors.
func do(ctx context.Context, jobs []job) []error {
	var wait sync.WaitGroup
	room := make(chan struct{}, 2)
	said := make([]error, len(jobs))
	for i, j := range jobs {
		room <- struct{}{}
		wait.Go(func() {
			defer func() { <-room }()
			if ctx.Err() == nil {
				said[i] = j.of.source.Build(ctx, j.of.packages[j.dir].Package, j.binary, j.flags...)
			}
		})
	}
	wait.Wait()
	return said
}

// jobs returns the builds of packages of both sides: one of each side in the linker's
// order, or so many in random layouts. The new binaries replace those of the packages.
func (m *Match) jobs(ctx context.Context, dirs []string, layouts int) (jobs []job, err error) {
	m.builds++
	for at, dir := range dirs {
		for i := range m.Sides {
			m.Sides[i].packages[dir].binaries = nil
		}
		for layout := range max(1, layouts) {
			for i := range m.Sides {
				c := &m.Sides[i]
				one := job{dir: dir, of: c, binary: filepath.Join(m.scratch, fmt.Sprintf("%s-%d-%d-%d.test", []string{"a", "b"}[i], m.builds, at, layout))}
				if layouts > 0 {
					if one.flags, err = c.layout(ctx, m.seed(i, layout)); err != nil {
						return nil, err
					}
				}
				c.add(dir, one.binary, m.spec.Packages)
				jobs = append(jobs, one)
			}
		}
	}
	return jobs, nil
}

// seed returns the seed of a layout of a side. To the linker, 0 means no random layout.
func (m *Match) seed(side, layout int) uint64 {
	return (m.spec.Seed<<8+uint64(side)<<7+uint64(layout))&(1<<62-1) | 1<<40
}

// layout returns the flags of a build with a random order of functions. Half of the seeds
// also give functions another alignment, if the linker can.
func (c *Checkout) layout(ctx context.Context, seed uint64) ([]string, error) {
	flags := "-randlayout=" + strconv.FormatUint(seed, 10)
	if seed&1 == 1 && version.Compare(c.Go, "go1.25") >= 0 {
		flags += " -funcalign=64"
	}
	flag, err := c.source.Linker(ctx, flags)
	return []string{flag}, err
}
