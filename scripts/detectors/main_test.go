package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestRun runs everything once, with two labelled series and few planted ones.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, v any) {
		t.Helper()
		path := filepath.Join(dir, "tcpd", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	step := make([]any, 60)
	for i := range step {
		step[i] = 10 + i%3 + i/31*20
	}
	step[5] = nil
	series := func(values []any) any {
		return map[string]any{"series": []any{map[string]any{"raw": values}}}
	}
	write("annotations.json", map[string]any{"step": map[string][]int{"a": {31}, "b": {31}}, "absent": map[string][]int{"a": {1}}})
	write("series/step.json", series(step))
	var out, errs strings.Builder
	if code := run([]string{"-data", dir, "-count", "1", "-each"}, &out, &errs); code != 0 {
		t.Fatalf("exit code %d: %s", code, &errs)
	}
	for _, want := range []string{
		`1 labelled series`, `bufbench +1\.000 +1\.000\n`, `step +59 1\.00/1\.00`, `autoregressive`,
		`0 were not reported at once, and 0 false alarms`, `steps? of 5 %: 40 found`,
	} {
		if !regexp.MustCompile(want).MatchString(out.String()) {
			t.Errorf("no %q in:\n%s", want, &out)
		}
	}
}

func TestRunFails(t *testing.T) {
	for _, test := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"-data", filepath.Join(t.TempDir(), "absent")}, 1, "annotations.json"},
		{[]string{"DIR"}, 2, "-data DIR"},
		{[]string{"-count", "0"}, 2, "-count"},
	} {
		var out, errs strings.Builder
		if code := run(test.args, &out, &errs); code != test.code || !strings.Contains(errs.String(), test.says) || out.Len() > 0 {
			t.Errorf("run(%v) = %d, %q, %q, want %d and %q", test.args, code, &out, &errs, test.code, test.says)
		}
	}
}
