package gotest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/procgroup"
)

// Source says how packages are built.
type Source struct {
	Dir   string   // the go command runs there
	Env   []string // beside the environment of this process
	Flags []string // of the build, such as -tags=x
	Root  string   // its go command builds; empty means the GOROOT of the go command on PATH
}

// Package is a package with benchmarks.
type Package struct {
	Path       string // its import path
	Dir        string
	Benchmarks []Func // in the order of its files
	Unread     bool   // a test file is no valid Go, so there may be more benchmarks
	Missing    string // why there is no such package, in the words of the go command; else empty
	Broken     string // why it cannot be loaded, in the words of the go command; else empty
}

// listEntry is the output of "go list -json" for a package.
type listEntry struct {
	ImportPath                string
	Dir                       string
	TestGoFiles, XTestGoFiles []string
	Error                     *struct{ Err string }
}

// Packages lists the packages of patterns such as ./..., with and without benchmarks. A
// package without a folder, or without Go files to build, is missing; the other side of
// a comparison may have it. A package that cannot be loaded for another reason is
// broken.
func (s Source) Packages(ctx context.Context, patterns []string) ([]Package, error) {
	args := append([]string{"list", "-e", "-json=ImportPath,Dir,TestGoFiles,XTestGoFiles,Error"}, s.Flags...)
	out, err := s.run(ctx, append(append(args, "--"), patterns...))
	if err != nil {
		return nil, fmt.Errorf("list the packages %s: %w", strings.Join(patterns, " "), err)
	}
	var found []Package
	for dec := json.NewDecoder(strings.NewReader(out)); dec.More(); {
		var l listEntry
		if err := dec.Decode(&l); err != nil {
			return nil, fmt.Errorf("list the packages %s: %w", strings.Join(patterns, " "), err)
		}
		if l.Error != nil && len(l.TestGoFiles)+len(l.XTestGoFiles) == 0 {
			if _, err := os.Stat(l.Dir); l.Dir == "" || err != nil || strings.Contains(l.Error.Err, "no Go files") || strings.Contains(l.Error.Err, "build constraints exclude all Go files") {
				found = append(found, Package{Path: l.ImportPath, Missing: l.Error.Err})
				continue
			}
			found = append(found, Package{Path: l.ImportPath, Dir: l.Dir, Broken: l.Error.Err})
			continue
		}
		p := Package{Path: l.ImportPath, Dir: l.Dir}
		for _, file := range slices.Concat(l.TestGoFiles, l.XTestGoFiles) {
			funcs, err := funcsOf(filepath.Join(l.Dir, file))
			if err != nil {
				p.Unread = true
				continue
			}
			p.Benchmarks = append(p.Benchmarks, funcs...)
		}
		found = append(found, p)
	}
	return found, nil
}

// BuildError is a failed build of a package.
type BuildError struct {
	Package string
	Said    string // by the go command and the compiler
}

// Error implements error.
func (e *BuildError) Error() string {
	return fmt.Sprintf("build the benchmarks of %s:\n%s", e.Package, e.Said)
}

// Build builds the test binary of a package. More are further flags. If the package does
// not build, the error is a [BuildError].
func (s Source) Build(ctx context.Context, p Package, binary string, more ...string) error {
	args := slices.Concat([]string{"test", "-c", "-vet=off", "-o", binary}, s.Flags, more, []string{p.Path})
	if _, err := s.run(ctx, args); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return &BuildError{p.Path, err.Error()}
	}
	if _, err := os.Stat(binary); err != nil {
		return &BuildError{p.Path, "the go command made no test binary"}
	}
	return nil
}

// Setting returns a value of "go env" for the source.
func (s Source) Setting(ctx context.Context, name string) (string, error) {
	out, err := s.run(ctx, []string{"env", name})
	return strings.TrimSpace(out), err
}

// linkerFlags finds -ldflags in GOFLAGS. Its words may be quoted.
var linkerFlags = regexp.MustCompile(`(?:^|\s)(?:'--?ldflags=([^']*)'|"--?ldflags=([^"]*)"|--?ldflags=(\S*))`)

// Linker returns the flag that gives the linker more flags, beside those in GOFLAGS.
func (s Source) Linker(ctx context.Context, more string) (string, error) {
	flags, err := s.Setting(ctx, "GOFLAGS")
	if err != nil {
		return "", fmt.Errorf("read GOFLAGS: %w", err)
	}
	all := more
	if m := linkerFlags.FindStringSubmatch(flags); m != nil {
		all = m[1] + m[2] + m[3] + " " + more
	}
	return "-ldflags=" + all, nil
}

// run returns the output of a go command. Its error has the messages of the command.
func (s Source) run(ctx context.Context, args []string) (string, error) {
	name, env := "go", s.Env
	if s.Root != "" {
		name, env = filepath.Join(s.Root, "bin", "go"), append(slices.Clone(s.Env), "GOROOT="+s.Root, "GOTOOLCHAIN=local")
	}
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = s.Dir
	cmd.Env = append(cmd.Environ(), env...)
	out, err := procgroup.Output(ctx, cmd)
	if said := strings.TrimSpace(out); err != nil && said != "" { // it prints some of its messages there
		err = fmt.Errorf("%w\n%s", err, said)
	}
	return out, err
}
