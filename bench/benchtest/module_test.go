package benchtest_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestOtherModule puts testdata/claims into a module of its own, which knows
// nothing of bufbench's statistics and tables, and runs what it holds as its
// owner would.
func TestOtherModule(t *testing.T) {
	root := watched(t)
	dir := t.TempDir()
	mod := "module example.com/claims\n\ngo 1.26.0\n\nrequire github.com/bufbench/bufbench v0.0.0\n\n" +
		"replace github.com/bufbench/bufbench => " + root + "\n"
	if err := errors.Join(
		os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "claims"))),
		os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o666),
	); err != nil {
		t.Fatal(err)
	}

	command(t, dir, "mod", "tidy")
	checkModule(t, dir)
	command(t, dir, "vet", "./...")

	// It holds or, where the machine is too busy to tell, is skipped.
	output := command(t, dir, "test", "-count=1", "-v", "-run", "Faster", "./...")
	if want := "as fast as copy, claimed is 1.05× at least"; !strings.Contains(output, want) {
		t.Errorf("go test printed\n%s\nwant %q", output, want)
	}

	output = command(t, dir, "test", "-cover", "-v", "./...")
	if want := "not with -race, -asan, -msan or -cover"; !strings.Contains(output, want) || !strings.Contains(output, "--- SKIP: TestViewIsFaster (") {
		t.Errorf("go test -cover printed\n%s\nwant it skipped, and %q", output, want)
	}

	output = command(t, dir, "test", "-run", "^$", "-bench", "Frame", "-benchtime", "10x", "./...")
	for _, want := range []string{
		`(?m)^Unit speedup better=higher$`,
		`(?m)^BenchmarkFrame/access=copy(-\d+)?\s+10\s.* ns/op\s`,
		`(?m)^BenchmarkFrame/access=view(-\d+)?\s+10\s.* ns/op\s.* speedup\s.*\s0 allocs/op`,
	} {
		if !regexp.MustCompile(want).MatchString(output) {
			t.Errorf("go test -bench printed\n%s\nwant %q", output, want)
		}
	}
}

// checkModule wants no requirement but this module and x/sys.
func checkModule(t *testing.T, dir string) {
	t.Helper()
	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	var needs []string
	for _, found := range regexp.MustCompile(`(?m)^(?:require)?\s+(\S+\.\S+/\S+) v`).FindAllSubmatch(mod, -1) {
		needs = append(needs, string(found[1]))
	}
	if got, want := strings.Join(needs, " "), "github.com/bufbench/bufbench golang.org/x/sys"; got != want {
		t.Errorf("the other module needs %q, want %q:\n%s", got, want, mod)
	}
	sum, err := os.ReadFile(filepath.Join(dir, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(sum, []byte("\n")); n >= 5 {
		t.Errorf("its go.sum has %d lines, want fewer than 5:\n%s", n, sum)
	}
}

// command runs the go command in dir, without a network: what is needed is in
// the module cache already.
func command(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOPROXY=off", "GOSUMDB=off", "GOFLAGS=", "GOWORK=off")
	output, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("go %s: %v:\n%s", strings.Join(args, " "), err, output)
	}
	return string(output)
}

// watched is the root of this module, every file of which the test has looked
// at: a cached result holds until one of them changes.
func watched(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		os.Stat(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// The manual shows what is run here.
func TestManual(t *testing.T) {
	shows(t, "libraries.md", "\n## Claims in your own tests\n")
	shows(t, "own.md", "\n## In a test file\n")
}

// shows wants the Go code of a section of a document to be run.
func shows(t *testing.T, file, section string) {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join("..", "..", "docs", file))
	if err != nil {
		t.Fatal(err)
	}
	ran, err := os.ReadFile(filepath.Join("testdata", "claims", "ring_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	_, text, found := strings.Cut(string(readme), section)
	text, _, _ = strings.Cut(text, "\n## ")
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(text, -1)
	if !found || len(blocks) == 0 {
		t.Fatalf("docs/%s has no section %q with Go code", file, section)
	}
	for _, block := range blocks {
		for part := range strings.SplitSeq(block[1], "\n\n") {
			if !strings.Contains(string(ran), strings.TrimSpace(part)) {
				t.Errorf("docs/%s shows what testdata/claims does not run:\n%s", file, part)
			}
		}
	}
}
