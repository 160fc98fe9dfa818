package benchmain_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// TestOtherModule builds the program of testdata in a module of its own, which
// knows nothing of statistics and tables, and measures with it.
func TestOtherModule(t *testing.T) {
	root := watched(t)
	dir, bin := t.TempDir(), t.TempDir()
	mine := filepath.Join(t.TempDir(), exe("mine"))
	other(t, root, dir)
	build(t, dir, "-mod=mod", mine, "./mine")
	checkModule(t, dir)
	build(t, root, "-mod=readonly", filepath.Join(bin, exe("bufbench")), "./cmd/bufbench")

	code, stdout, stderr := start(t, dir, mine, bin, "list")
	wantList := "FrameClone (DOM+LIAB)\n    Clone a frame, or hand out the ring's own?\n    arms: copy, reuse, view\n"
	if code != 0 || !strings.Contains(stdout, wantList) || !strings.Contains(stdout, "cannot run here: there is no ring (try: buy one)") {
		t.Errorf("list: exit code %d, printed %q, said %q, want %q", code, stdout, stderr, wantList)
	}

	code, stdout, stderr = start(t, dir, mine, bin, "run", "-quick", "-count", "2", "-sizes", "4KiB", "-results", "r")
	if code != 0 || !strings.Contains(stdout, "FrameClone: 4KiB, read once") {
		t.Errorf("run: exit code %d, printed %q, said %q, want 0 and the answer", code, stdout, stderr)
	}
	if want := "skipped FrameMissing: there is no ring (try: buy one)\n"; !strings.Contains(stderr, want) {
		t.Errorf("run said %q, want %q", stderr, want)
	}
	checkResults(t, filepath.Join(dir, "r"))

	code, stdout, stderr = start(t, dir, mine, bin, "run", "-sizes", "tiny")
	if code != 2 || stdout != "" || !strings.Contains(stderr, "-sizes") {
		t.Errorf("run -sizes tiny: exit code %d, printed %q, said %q, want 2 and the flag's name", code, stdout, stderr)
	}

	code, stdout, stderr = start(t, toolModule(t, root), mine, goFolder(t), "list")
	if code != 0 || !strings.Contains(stdout, wantList) {
		t.Errorf("list by a tool of the module: exit code %d, printed %q, said %q, want %q", code, stdout, stderr, wantList)
	}

	code, stdout, stderr = start(t, dir, mine, t.TempDir(), "run")
	if want := "(try: go install github.com/bufbench/bufbench/cmd/bufbench@latest,"; code != 3 || stdout != "" || !strings.Contains(stderr, want) {
		t.Errorf("run without bufbench: exit code %d, printed %q, said %q, want 3 and %q", code, stdout, stderr, want)
	}
}

// checkModule wants no requirement but this module's and x/sys.
func checkModule(t *testing.T, dir string) {
	t.Helper()
	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range regexp.MustCompile(`(?m)^(?:require)?\s+(\S+\.\S+/\S+) v`).FindAllSubmatch(mod, -1) {
		if path := string(found[1]); path != "github.com/bufbench/bufbench" && path != "golang.org/x/sys" {
			t.Errorf("the other module needs %s:\n%s", path, mod)
		}
	}
}

// checkResults wants one file with two launches of every arm and ceiling, and
// what proof saw.
func checkResults(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatalf("results are %q, %v, want one file", files, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, arm := range []string{"copy", "reuse", "view", "ceiling-read", "ceiling-copy"} {
		line := regexp.MustCompile(fmt.Sprintf(`(?m)^BenchmarkFrameClone/access=%s/size=4KiB/passes=1(-\d+)?\s+\d+\s.* ns/op`, arm))
		if got := len(line.FindAll(text, -1)); got != 2 {
			t.Errorf("%s has %d lines of %s, want 2:\n%s", files[0], got, arm, text)
		}
	}
	if !bytes.Contains(text, []byte("\n# proof: copy moved, reuse moved, view aliases")) {
		t.Errorf("%s does not say what proof saw:\n%s", files[0], text)
	}
}

// other writes the module of testdata to dir.
func other(t *testing.T, root, dir string) {
	t.Helper()
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	mod := "module example.com/frames\n\ngo 1.26.0\n\nrequire github.com/bufbench/bufbench v0.0.0\n\n" +
		"replace github.com/bufbench/bufbench => " + root + "\n"
	if err := errors.Join(
		os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "frames"))),
		os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o666),
		os.WriteFile(filepath.Join(dir, "go.sum"), sums, 0o666),
	); err != nil {
		t.Fatal(err)
	}
}

// toolModule is a module that has bufbench as a tool.
func toolModule(t *testing.T, root string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	other(t, root, dir)
	mod, err := os.OpenFile(filepath.Join(dir, "go.mod"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = mod.WriteString("\ntool github.com/bufbench/bufbench/cmd/bufbench\n")
	if err := errors.Join(err, mod.Close()); err != nil {
		t.Fatal(err)
	}
	build(t, dir, "-mod=mod", filepath.Join(t.TempDir(), "tool"), "tool") // it completes go.mod, as go get -tool does
	return dir
}

// goFolder is where the go command lies, and nothing but Go's own.
func goFolder(t *testing.T) string {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(strings.TrimSpace(string(root)), "bin")
}

// build needs no network: what it needs is in the module cache already.
func build(t *testing.T, dir, mode, out, of string) {
	t.Helper()
	cmd := exec.Command("go", "build", mode, "-o", out, of)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOPROXY=off", "GOFLAGS=", "GOWORK=off")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build %s: %v: %s", of, err, said)
	}
}

// start runs the program with a PATH of one folder.
func start(t *testing.T, dir, program, path string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	// For a tool of the module: without a compiler of C, an experiment and a network.
	cmd.Env = append(os.Environ(), "PATH="+path, "CGO_ENABLED=0", "GOEXPERIMENT=", "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	var out, said strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), said.String()
}

func exe(name string) string {
	if runtime.GOOS == "windows" {
		return name + ".exe"
	}
	return name
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
