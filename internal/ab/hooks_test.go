package ab

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/gotest"
	"github.com/bufbench/bufbench/internal/scratch"
	"github.com/bufbench/bufbench/internal/turns"
)

// module is a source of one package with a benchmark.
func module(t *testing.T, env ...string) gotest.Source {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":    "module example.com/m\n\ngo 1.24\n",
		"m_test.go": "package m\n\nimport \"testing\"\n\nfunc BenchmarkM(b *testing.B) {\n\tfor b.Loop() {\n\t}\n}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return gotest.Source{Dir: dir, Env: append(env, "GOWORK=off")}
}

// TestHookDownloaded: the go command replaces no file beneath its module cache,
// where releases lie that it downloaded, and hooks are built in all the same.
func TestHookDownloaded(t *testing.T) {
	root, err := module(t).Setting(t.Context(), "GOROOT")
	if err != nil {
		t.Fatal(err)
	}
	folder, err := scratch.New("")
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Remove()
	s, err := hook(t.Context(), module(t, "GOMODCACHE="+filepath.Dir(root)), folder, "a", turns.Overlay)
	if err != nil {
		t.Fatal(err)
	}
	if s.Root == "" || strings.HasPrefix(s.Root, filepath.Dir(root)+string(filepath.Separator)) {
		t.Errorf("it is built by %q, beneath the module cache %s", s.Root, filepath.Dir(root))
	}
	found, err := s.Packages(t.Context(), []string{"."})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Build(t.Context(), found[0], filepath.Join(t.TempDir(), "m.test")); err != nil {
		t.Error(err)
	}
}

// TestHookOverlay: an overlay in GOFLAGS is not replaced.
func TestHookOverlay(t *testing.T) {
	folder, err := scratch.New("")
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Remove()
	for _, flags := range []string{"-overlay=x.json", "-mod=mod --overlay=x.json", "'-overlay=x y.json'"} {
		if _, err := hook(t.Context(), module(t, "GOFLAGS="+flags), folder, "a", turns.Overlay); err == nil || !strings.Contains(err.Error(), "GOFLAGS has an -overlay") {
			t.Errorf("GOFLAGS=%s: error is %v", flags, err)
		}
	}
}
