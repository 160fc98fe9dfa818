package match

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/revisions/revision"
)

// Checkout is one revision with its packages.
type Checkout struct {
	Revision revision.Revision
	Go       string // version of the go command that builds it

	side     Side
	mirror   *revision.Mirror
	source   gotest.Source
	packages map[string]*testPackage // by folder, relative to the mirror
	order    []string                // of folders
	absent   string                  // why the base has nothing to compare with; empty if it has
	missing  map[string]string       // why nothing matches a pattern, by pattern
}

// testPackage is a package with its test binaries, one per layout.
type testPackage struct {
	gotest.Package
	binaries []gotest.Binary
}

// measurable reports whether the package may have benchmarks.
func (p *testPackage) measurable() bool { return len(p.Benchmarks) > 0 || p.Unread || p.Broken != "" }

// String returns the name of the side in errors: the base (main, 1a2b3c4d5).
func (c *Checkout) String() string {
	return fmt.Sprintf("the %s (%s, %s)", c.side, c.Revision.Name, c.Revision.Short())
}

// lacks returns an error: the side does not have something. It returns nil for a base,
// because the base of something new has nothing to compare with.
func (c *Checkout) lacks(format string, args ...any) error {
	err := fmt.Errorf("%s has no "+format, append([]any{c}, args...)...)
	if c.side == Base {
		c.absent = err.Error()
		return nil
	}
	return err
}

// add adds a test binary to a package.
func (c *Checkout) add(dir, path string, of Packages) {
	p := c.packages[dir]
	p.binaries = append(p.binaries, of.binary(path, p.Dir, c.source.Env))
}

// binary returns a test binary that runs in a folder.
func (p Packages) binary(path, dir string, env []string) gotest.Binary {
	return gotest.Binary{Path: path, Dir: dir, Env: append(slices.Clone(env), p.Env...), Procs: p.Procs, Args: p.Args, Limit: p.Timeout}
}

// commands matches the beginning of a line that GitHub would take for a workflow command.
var commands = regexp.MustCompile(`(?m)^\s*(::|##\[)`)

// told returns a failed build with all that the compiler said. Its paths are those of
// the repository.
func (c *Checkout) told(err error) string {
	var of *gotest.BuildError
	if !errors.As(err, &of) {
		return err.Error()
	}
	said := commands.ReplaceAllString(c.inRepository(of.Said), "| $0")
	return fmt.Sprintf("%s does not build: %s\n%s", c, of.Package, said)
}

// inRepository replaces the paths of the mirror by those of the repository.
func (c *Checkout) inRepository(text string) string {
	return strings.ReplaceAll(text, c.mirror.Folder, "")
}

// ignoredHint returns a hint with the names of the files that git ignores beside a
// package, or "" if there are none. No revision has these files, and a package that
// needs them does not work without them.
func (c *Checkout) ignoredHint(ctx context.Context, dir string) string {
	names := c.mirror.Ignored(ctx, c.packages[dir].Dir)
	const most = 3
	switch {
	case len(names) == 0:
		return ""
	case len(names) > most:
		names = append(names[:most:most], "…")
	}
	return fmt.Sprintf(" (git ignores %s there, so no revision has them: if the package needs them, let git track them, git add -f)", strings.Join(names, ", "))
}

// brief returns a message of the go command in one line.
func brief(s string) string { return strings.Join(strings.Fields(s), " ") }
