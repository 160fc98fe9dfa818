package match

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// Here is a package as it stands in the working folder, with its test binary.
type Here struct {
	gotest.Package
	Binary gotest.Binary
	Go     string // version of the go command that built it
	WhyNot string // why its samples cannot alternate with those of another process; else empty

	source gotest.Source // without hooks
}

// FindHere builds the one package whose benchmarks a pattern may match, without any
// revision. The error is an [option.Error] if there is none, or if there are several.
func FindHere(ctx context.Context, folder *scratch.Folder, of Packages, say func(format string, args ...any)) (h Here, err error) {
	function, err := regexp.Compile(firstLevel(of.Bench))
	if err != nil {
		return h, option.Errorf("bench", "%v", err)
	}
	source, err := of.source(of.Dir, folder)
	if err == nil {
		err = runsHere(ctx, source)
	}
	if err == nil {
		h.Go, err = source.Setting(ctx, "GOVERSION")
	}
	if err != nil {
		return h, err
	}
	found, err := source.Packages(ctx, of.Patterns)
	if err != nil {
		return h, err
	}
	if h.Package, err = only(found, of, function); err != nil {
		return h, err
	}
	say("building the benchmarks of %s", h.Path)
	h.source = source
	h.Binary = of.binary(filepath.Join(folder.Path, "here.test"), h.Dir, source.Env)
	return h, h.build(ctx, source, folder)
}

// build builds the test binary with the hooks for samples in turn. If it does not build
// with them, it builds without, and WhyNot says why.
func (h *Here) build(ctx context.Context, source gotest.Source, folder *scratch.Folder) error {
	if h.WhyNot = gotest.TurnsLack(); h.WhyNot == "" {
		hooked, err := source.Hooked(ctx, hooksIn(folder, "here"), gotest.TurnsOverlay)
		if err == nil {
			err = hooked.Build(ctx, h.Package, h.Binary.Path)
		}
		if err == nil || ctx.Err() != nil {
			return ctx.Err()
		}
		h.WhyNot = brief(err.Error())
	}
	return source.Build(ctx, h.Package, h.Binary.Path)
}

// only returns the package with a benchmark function that matches.
func only(found []gotest.Package, of Packages, function *regexp.Regexp) (gotest.Package, error) {
	var fit []gotest.Package
	var names []string
	for _, p := range found {
		switch {
		case p.Missing != "":
			return p, option.Errorf("", "there is no package %s: %s", p.Path, brief(p.Missing))
		case p.Broken != "":
			return p, option.Errorf("", "the package %s cannot be loaded: %s", p.Path, brief(p.Broken))
		}
		for _, f := range p.Benchmarks {
			if function.MatchString(f.Name) {
				fit, names = append(fit, p), append(names, p.Path)
				break
			}
		}
	}
	switch len(fit) {
	case 1:
		return fit[0], nil
	case 0:
		return gotest.Package{}, option.Errorf("bench", "no benchmark of %s matches %q (go test -list Benchmark lists them)", strings.Join(of.Patterns, " "), of.Bench)
	}
	return gotest.Package{}, option.Errorf("", "the pattern matches benchmarks of %d packages, and those of one are compared: name %s", len(fit), strings.Join(names, " or "))
}

// firstLevel returns the part of a -bench pattern before its first slash outside
// brackets: package testing matches it against names of functions.
func firstLevel(pattern string) string {
	depth := 0
	for i, r := range pattern {
		switch {
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth--
		case r == '/' && depth == 0:
			return pattern[:i]
		}
	}
	return pattern
}
