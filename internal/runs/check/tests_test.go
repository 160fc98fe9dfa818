package check

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/option"
)

func TestUntested(t *testing.T) {
	const out = "ok  \texample.com/a\t0.1s\n" +
		"claims: 1 not measured, 0 measured: TestX/Frame: undecided: view is 1.01×\nFAIL\nFAIL\texample.com/b\t0.2s\n" +
		"--- FAIL: TestY (0.10s)\n    --- FAIL: TestY/Frame (0.10s)\nFAIL\nFAIL\texample.com/c\t0.2s\n" +
		"FAIL\texample.com/d [build failed]\nFAIL\n"
	want := []string{
		"tests of example.com/b: claims: 1 not measured, 0 measured: TestX/Frame: undecided: view is 1.01×",
		"tests of example.com/c: TestY fails (go test says why)",
		"tests of example.com/d [build failed]: it does not build, or it ends early (go test says why)",
	}
	if got := untested(out); !slices.Equal(got, want) {
		t.Errorf("untested says %q, want %q", got, want)
	}
}

// The tests run with every claim required, and what fails there is a problem.
func TestTests(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":    "module example.com/mine\n\ngo 1.24\n",
		"a_test.go": "package mine\n\nimport (\n\t\"os\"\n\t\"testing\"\n)\n\nfunc TestA(t *testing.T) {\n\tif os.Getenv(\"BUFBENCH_CLAIMS\") == \"required\" {\n\t\tt.Fatal(\"not measured\")\n\t}\n}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	for _, key := range []string{"GOFLAGS", "GOWORK"} {
		t.Setenv(key, map[string]string{"GOWORK": "off"}[key])
	}
	got, err := runTests(t.Context(), []string{"."}, t.Logf)
	if err != nil || len(got) != 1 || got[0] != "tests of example.com/mine: TestA fails (go test says why)" {
		t.Errorf("runTests says %q, %v, want that TestA fails", got, err)
	}
	if got, err := runTests(t.Context(), []string{"-exec=rm"}, t.Logf); !option.Is(err) || got != nil {
		t.Errorf("of a flag, runTests says %q, %v, want a mistake", got, err)
	}
	if err := os.WriteFile("a_test.go", []byte("//go:build never\n\npackage mine\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("a.go", []byte("package mine\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if got, err = runTests(t.Context(), []string{"."}, t.Logf); err != nil || len(got) != 1 || got[0] != "the tests of .: there are none, so no claim was measured" {
		t.Errorf("without tests, runTests says %q, %v", got, err)
	}
	if got, err = runTests(t.Context(), []string{"./nowhere"}, t.Logf); err != nil || len(got) == 0 || !strings.Contains(got[0], "nowhere") {
		t.Errorf("without a package, runTests says %q, %v", got, err)
	}
}
