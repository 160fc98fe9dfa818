package starter_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/runs/starter"
)

// module is a module of somebody's that has this one in a folder.
func module(t *testing.T) (dir string) {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error { // a cached result holds until a file changes
		if err == nil && d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != root {
			return fs.SkipDir
		}
		os.Stat(path)
		return err
	})
	dir = t.TempDir()
	mod := "module example.com/mine\n\ngo 1.26.0\n\nrequire github.com/bufbench/bufbench v0.0.0\n\nreplace github.com/bufbench/bufbench => " + root + "\n"
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o666); err != nil {
		t.Fatal(err)
	}
	for key, value := range map[string]string{"GOPROXY": "off", "GOSUMDB": "off", "GOFLAGS": "", "GOWORK": "off"} {
		t.Setenv(key, value)
	}
	return dir
}

// goCommand is what a go command prints.
func goCommand(dir string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// What is written passes its proof at once, whoever owns the data.
func TestWrite(t *testing.T) {
	dir := module(t)
	names := map[starter.Kind]string{starter.Slice: "Frame", starter.C: "Reply", starter.File: "Segment", starter.Python: "Tensor"}
	if cgo, err := goCommand(dir, "env", "CGO_ENABLED"); err != nil || strings.TrimSpace(cgo) != "1" {
		delete(names, starter.C)
	}
	for _, k := range starter.Kinds() {
		if names[k] == "" {
			continue
		}
		written, err := starter.Write(t.Context(), starter.Spec{Dir: dir, Kind: k, Name: names[k]})
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range written {
			if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(one.Path))); err != nil || one.What == "" {
				t.Errorf("%s: %q is said to be written: %v", k, one.Path, err)
			}
		}
	}
	out, err := goCommand(dir, "test", "-short", "-v", "./...")
	if err != nil {
		t.Fatalf("go test: %v:\n%s", err, out)
	}
	for kind, name := range names {
		if kind == starter.Python { // without the tag
			if want := "--- SKIP: Test" + name + "Proof "; !strings.Contains(out, want) {
				t.Errorf("go test does not say %q:\n%s", want, out)
			}
			continue
		}
		for _, want := range []string{"--- PASS: Test" + name + "Proof ", "Test" + name + "Claim/" + name + ": measuring a claim takes seconds: not with -short"} {
			if !strings.Contains(out, want) {
				t.Errorf("go test does not say %q:\n%s", want, out)
			}
		}
	}
	if out, err := goCommand(dir, "vet", "./..."); err != nil {
		t.Errorf("go vet: %v:\n%s", err, out)
	}
	if _, err := starter.Write(t.Context(), starter.Spec{Dir: dir, Kind: starter.Slice, Name: "Frame"}); !option.Is(err) || !strings.Contains(err.Error(), "framebench is in the way") {
		t.Errorf("a second time: %v, want that the folder is in the way", err)
	}
}

func TestWriteRefuses(t *testing.T) {
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOWORK", "off")
	t.Setenv("GOFLAGS", "")
	empty, unaware := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(unaware, "go.mod"), []byte("module example.com/mine\n\ngo 1.26.0\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		in   starter.Spec
		want string
		mine bool // a mistake in what was asked
	}{
		{starter.Spec{Dir: empty, Kind: starter.Slice, Name: "frame"}, `"frame" is not CamelCase`, true},
		{starter.Spec{Dir: empty, Kind: starter.Slice, Name: "../Frame"}, `"../Frame" is not CamelCase`, true},
		{starter.Spec{Dir: empty, Kind: starter.Slice, Name: strings.Repeat("Frame", 9)}, "leaves no room for its question", true},
		{starter.Spec{Dir: empty, Kind: "tape", Name: "Frame"}, `"tape" is no kind of owner`, true},
		{starter.Spec{Dir: empty, Kind: starter.Slice, Name: "Frame"}, "there is no module here (type: go mod init", true},
		{starter.Spec{Dir: unaware, Kind: starter.Slice, Name: "Frame"}, "make the module require github.com/bufbench/bufbench", false},
	} {
		written, err := starter.Write(t.Context(), test.in)
		if err == nil || !strings.Contains(err.Error(), test.want) || option.Is(err) != test.mine || written != nil {
			t.Errorf("%+v: wrote %v, %v, want %q", test.in, written, err, test.want)
		}
	}
	for _, dir := range []string{empty, unaware} {
		if left, err := filepath.Glob(filepath.Join(dir, "*bench")); len(left) > 0 || err != nil {
			t.Errorf("a refusal left %q", left)
		}
	}
}

// A cancelled context is no mistake of anybody's.
func TestWriteEnds(t *testing.T) {
	dir := module(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := starter.Write(ctx, starter.Spec{Dir: dir, Kind: starter.Slice, Name: "Frame"}); !errors.Is(err, ctx.Err()) {
		t.Errorf("it ends with %v, want %v", err, ctx.Err())
	}
}
