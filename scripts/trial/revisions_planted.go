package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// module is where the packages lie, from the module's folder.
const module = "scripts/trial/testdata/revisions"

// packages are those of the module that have benchmarks.
var packages = []string{"alloc", "hot", "memory"}

// plant makes a repository of one commit, tagged base.
func (r *revisions) plant(ctx context.Context, repo string, parts int) error {
	if err := os.CopyFS(repo, os.DirFS(module)); err != nil {
		return fmt.Errorf("copy the packages: %w", err)
	}
	if err := rewrite(filepath.Join(repo, "parts", "parts.go"), "All   = 100", fmt.Sprint("All   = ", max(parts, 20))); err != nil {
		return err
	}
	if err := inGit(ctx, repo, "init", "--quiet"); err != nil {
		return err
	}
	return commitAll(ctx, repo, "base", "base")
}

// grow commits a head on top of the base, and tags it. The head does a part more, unless
// parts is 0. Each of its packages has more functions. The seed gives their number and sizes.
func (r *revisions) grow(ctx context.Context, repo string, parts, seed int) error {
	if err := inGit(ctx, repo, "checkout", "--quiet", "base"); err != nil {
		return err
	}
	if parts > 0 {
		if err := rewrite(filepath.Join(repo, "parts", "parts.go"), "Extra = 0", "Extra = 1"); err != nil {
			return err
		}
	}
	for _, pkg := range packages {
		if err := os.WriteFile(filepath.Join(repo, pkg, "more_test.go"), []byte(moreFunctions(pkg, seed)), 0o666); err != nil {
			return err
		}
	}
	return commitAll(ctx, repo, "head", "head")
}

// moreFunctions is Go source of functions that only a test calls.
func moreFunctions(pkg string, seed int) string {
	var text, calls strings.Builder
	fmt.Fprintf(&text, "package %s\n\nimport \"testing\"\n", pkg)
	for f := range seed%8 + 1 {
		fmt.Fprintf(&text, "\n//go:noinline\nfunc more%d(x uint64) uint64 {\n", f)
		for range seed/8 + f + 1 {
			fmt.Fprintln(&text, "\tx ^= x >> 7\n\tx *= 0x9e3779b97f4a7c15")
		}
		fmt.Fprintln(&text, "\treturn x\n}")
		fmt.Fprintf(&calls, "\tx = more%d(x)\n", f)
	}
	fmt.Fprintf(&text, "\nfunc TestMore(t *testing.T) {\n\tx := uint64(1)\n%s\tt.Log(x)\n}\n", calls.String())
	return text.String()
}

// rewrite replaces what a file must hold.
func rewrite(path, old, with string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !strings.Contains(string(text), old) {
		return fmt.Errorf("%s does not hold %q", path, old)
	}
	return os.WriteFile(path, []byte(strings.Replace(string(text), old, with, 1)), 0o666)
}
