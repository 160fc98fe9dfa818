package gotest_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/revisions/gotest"
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
	return gotest.Source{Dir: dir, Env: append([]string{"GOWORK=off", "GOFLAGS="}, env...)}
}

// TestHookedDownloaded: the go command replaces no file beneath its module cache,
// where releases lie that it downloaded. Hooks are built in all the same.
func TestHookedDownloaded(t *testing.T) {
	root, err := module(t).Setting(t.Context(), "GOROOT")
	if err != nil {
		t.Fatal(err)
	}
	cache := filepath.Dir(root) // what the go command takes for its module cache
	s, err := module(t, "GOMODCACHE="+cache).Hooked(t.Context(), t.TempDir(), gotest.TurnsOverlay)
	if err != nil {
		t.Fatal(err)
	}
	if s.Root == "" || strings.HasPrefix(s.Root, cache+string(filepath.Separator)) {
		t.Errorf("it is built by %q, beneath the module cache %s", s.Root, cache)
	}
	if want, err := module(t).Setting(t.Context(), "GOVERSION"); err != nil {
		t.Error(err)
	} else if got, err := s.Setting(t.Context(), "GOVERSION"); got != want || err != nil {
		t.Errorf("it is built by %s, %v, want %s", got, err, want)
	}
	found, err := s.Packages(t.Context(), []string{"."})
	if err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(t.TempDir(), "m.test")
	if err := s.Build(t.Context(), found[0], binary); err != nil {
		t.Fatal(err)
	}
	if symbols, err := exec.Command("go", "tool", "nm", binary).CombinedOutput(); err != nil || !strings.Contains(string(symbols), "testing.turnsNext") {
		t.Errorf("the binary has no hooks: %v", err)
	}
}

// TestHookedOverlay: an overlay in GOFLAGS is not replaced.
func TestHookedOverlay(t *testing.T) {
	for _, flags := range []string{"-overlay=x.json", "-mod=mod --overlay=x.json", "'-overlay=x y.json'"} {
		if _, err := module(t, "GOFLAGS="+flags).Hooked(t.Context(), t.TempDir(), gotest.TurnsOverlay); err == nil || !strings.Contains(err.Error(), "GOFLAGS has an -overlay") {
			t.Errorf("GOFLAGS=%s: error is %v", flags, err)
		}
	}
}
