package gotest_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// TestUsed: files that a benchmark opens and asks for are listEntry, also after it went to
// another folder.
func TestUsed(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":      "module example.com/m\n\ngo 1.24\n",
		"testdata/x":  "x",
		"elsewhere/y": "y",
		"b_test.go":   "package m\n\nimport (\n\t\"os\"\n\t\"testing\"\n)\n\nfunc BenchmarkRead(b *testing.B) {\n\tfor range b.N {\n\t\tos.ReadFile(\"testdata/x\")\n\t\tos.Stat(\"z\")\n\t}\n\tos.Chdir(\"elsewhere\")\n\tos.ReadFile(\"y\")\n}\n\nfunc BenchmarkFail(b *testing.B) { b.Fatal(\"no\") }\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	source := gotest.Source{Dir: dir}
	packages, err := source.Packages(t.Context(), []string{"."})
	if err != nil {
		t.Fatal(err)
	}
	b := gotest.Binary{Path: filepath.Join(t.TempDir(), "m.test"), Dir: dir, Procs: 1}
	if err := source.Build(t.Context(), packages[0], b.Path); err != nil {
		t.Fatal(err)
	}
	all, err := b.Used(t.Context(), "Read")
	want := []gotest.Use{{Path: filepath.Join(dir, "testdata/x"), Opened: true}, {Path: filepath.Join(dir, "z")}, {Path: filepath.Join(dir, "elsewhere/y"), Opened: true}}
	for _, use := range want {
		if !slices.Contains(all, use) {
			t.Errorf("%v, %v, want %v in it", all, err, use)
		}
	}
	if all, err := b.Used(t.Context(), "Fail"); err == nil {
		t.Errorf("%v of benchmarks that fail, want an error", all)
	}
}
