package result_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/result"
)

// TestBaseline: a baseline is found again under its name on its machine, says
// where it was measured, and takes the place of the one before; nothing else is
// left in its folder.
func TestBaseline(t *testing.T) {
	const line = "BenchmarkA 1 5 ns/op\n"
	const own = "# bufbench: a line is one launch\n# started 2026-01-01T00:00:00Z commit abc machine m-1\n" + line
	for _, test := range []struct {
		name, text string
		heads      int // lines that name the machine
		commit     string
	}{
		{"a text of anybody", line, 1, "baseline-v1.0"},
		{"a text of bufbench", own, 1, "abc"},
		{"a text of another machine", strings.Replace(own, "m-1", "m-10", 1), 2, "abc"},
		{"a text that looks like one of bufbench", strings.TrimPrefix(own, "# bufbench: a line is one launch\n"), 2, ""},
	} {
		dir := t.TempDir()
		for range 2 {
			path, err := result.SaveBaseline(dir, "m-1", "v1.0", []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			found, err := result.FindBaseline(dir, "m-1", "v1.0")
			if err != nil || found != path || path != filepath.Join(dir, "m-1", "baselines", "v1.0.txt") {
				t.Errorf("%s: FindBaseline = %q, %v, want %q", test.name, found, err, path)
			}
			text, err := os.ReadFile(path)
			if err != nil || !strings.HasSuffix(string(text), test.text) || strings.Count(string(text), " machine ") != test.heads {
				t.Errorf("%s: the baseline is %q, %v, want %d heads and the text", test.name, text, err, test.heads)
			}
		}
		texts := &result.Texts{Inputs: []result.Input{{Label: "b", Path: filepath.Join(dir, "m-1", "baselines", "v1.0.txt")}}}
		for range texts.Records() { // to its end
		}
		if places := texts.Places(); test.heads == 1 && (places[0].Machine != "m-1" || places[0].Commit != test.commit) {
			t.Errorf("%s: it is of %+v, want machine m-1 and commit %s", test.name, places[0], test.commit)
		}
		if left, err := os.ReadDir(filepath.Join(dir, "m-1", "baselines")); err != nil || len(left) != 1 {
			t.Errorf("%s: the folder holds %v, %v, want the baseline only", test.name, left, err)
		}
	}
}

// TestBaselineReads: a text that is saved says what it said before.
func TestBaselineReads(t *testing.T) {
	const line = "BenchmarkA-8 1 5 ns/op\n"
	for name, text := range map[string]string{
		"of go test":         "goos: linux\npkg: x\n" + line + "PASS\n",
		"a log line":         "goos: linux\npkg: x\n" + line + "redis: connected\nBenchmarkB-8 1 5 ns/op\n",
		"a log in a result":  "goos: linux\npkg: x\n" + line + "BenchmarkB-8 \t2026/01/01 00:00:00 hello\n1 5 ns/op\n",
		"comments in a log":  "goos: linux\npkg: x\n# started 2026-01-01T00:00:00Z machine other\n# unfit: x\n" + line,
		"bufbench's own":     "# bufbench: a line is one launch\n# launches=1 clock=cpu-ns/op\ncommit: abc\n" + line,
		"without a line end": "goos: linux\n" + strings.TrimSpace(line),
	} {
		path, err := result.SaveBaseline(t.TempDir(), "m-1", "b", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		before, _ := resultsOf(t, result.Input{Label: "x", Path: "x", Text: []byte(text)})
		after, place := resultsOf(t, result.Input{Label: "x", Path: path})
		if before != after || before == "" {
			t.Errorf("%s: the text has\n%s\nthe baseline\n%s", name, before, after)
		}
		if place.Machine != "m-1" && place.Machine != "" || place.Unfit != "" {
			t.Errorf("%s: the baseline is of %+v", name, place)
		}
	}
}

// resultsOf are the results of a text in a line each, with configuration, values and
// design.
func resultsOf(t *testing.T, in result.Input) (all string, place result.Place) {
	t.Helper()
	texts := &result.Texts{Inputs: []result.Input{in}}
	for r := range texts.Records() {
		all += fmt.Sprintln(string(r.Name), r.Values, r.Design)
		for _, c := range r.Config {
			if c.File {
				all += fmt.Sprintf("  %s=%s\n", c.Key, c.Value)
			}
		}
	}
	if problems, _ := texts.Problems(); len(problems) > 0 {
		t.Errorf("%s: %v", in.Path, problems)
	}
	return all, texts.Places()[0]
}

// TestBaselineMissing: the error says of which machine it is, and what to do.
func TestBaselineMissing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "[results") // which a pattern would not match
	check := func(name, want string) {
		t.Helper()
		if path, err := result.FindBaseline(dir, "here", name); err == nil || err.Error() != want {
			t.Errorf("FindBaseline(%s) = %q, %v, want the error %q", name, path, err, want)
		}
	}
	check("main", "there is no baseline main of this machine, here, in "+dir+" (save one here: bufbench check -save main)")
	for _, machine := range []string{"there", "elsewhere"} {
		if _, err := result.SaveBaseline(dir, machine, "main", nil); err != nil {
			t.Fatal(err)
		}
	}
	check("main", "there is no baseline main of this machine, here; it is of elsewhere, there, and holds for that machine only (save one here: bufbench check -save main)")
	check("other", "there is no baseline other of this machine, here, in "+dir+" (save one here: bufbench check -save other)")
}

// TestBaselineNames: a name becomes a file, and no other one than that.
func TestBaselineNames(t *testing.T) {
	for _, test := range []struct {
		name string
		want bool
	}{
		{"main", true},
		{"v1.0_rc-2", true},
		{"0", true},
		{strings.Repeat("a", 101), true},
		{strings.Repeat("a", 102), false},
		{"", false},
		{"-", false},
		{".hidden", false},
		{"..", false},
		{"../main", false},
		{"a/b", false},
		{`a\b`, false},
		{"a b", false},
		{"a\n", false},
		{"*", false},
		{"größe", false},
	} {
		if got := result.IsBaselineName(test.name); got != test.want {
			t.Errorf("IsBaselineName(%q) = %v, want %v", test.name, got, test.want)
		}
		dir := t.TempDir()
		if path, err := result.SaveBaseline(dir, "m", test.name, nil); (err == nil) != test.want {
			t.Errorf("SaveBaseline(%q) = %q, %v, want success %v", test.name, path, err, test.want)
		}
		if left, _ := os.ReadDir(dir); !test.want && len(left) > 0 {
			t.Errorf("SaveBaseline(%q) left %v", test.name, left)
		}
	}
}

// TestBaselineUnwritable: an error names the folder.
func TestBaselineUnwritable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := result.SaveBaseline(file, "m", "main", nil); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("SaveBaseline below a file: %v, want an error with %q", err, file)
	}
}
