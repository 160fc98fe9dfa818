package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestVerdict(t *testing.T) {
	for _, test := range []struct{ name, report, want, fails string }{
		{name: "worse", report: `{"counts": {"better": 1, "worse": 1, "same": 1, "undecided": 1}}`, want: "worse"},
		{name: "better", report: `{"counts": {"better": 1, "worse": 0, "same": 1, "undecided": 1}}`, want: "better"},
		{name: "undecided", report: `{"counts": {"better": 0, "worse": 0, "same": 9, "undecided": 1}}`, want: "undecided"},
		{name: "allowed", report: `{"counts": {"better": 0, "worse": 0, "allowed": 1, "same": 9, "undecided": 0}}`, want: "allowed"},
		{name: "same", report: `{"counts": {"better": 0, "worse": 0, "same": 9, "undecided": 0}}`, want: "same"},
		{name: "nothing", report: `{"counts": {}}`, fails: "nothing was compared"},
		{name: "no counts", report: `{}`, fails: "no counts"},
		{name: "no JSON", report: `worse`, fails: "invalid character"},
	} {
		path := filepath.Join(t.TempDir(), "report.json")
		if err := os.WriteFile(path, []byte(test.report), 0o666); err != nil {
			t.Fatal(err)
		}
		var stdout, stderr strings.Builder
		code := run([]string{path}, &stdout, &stderr)
		if got := strings.TrimSpace(stdout.String()); got != test.want || (code == exitOK) != (test.fails == "") || !strings.Contains(stderr.String(), test.fails) {
			t.Errorf("%s: verdict printed %q and %q, exit code %d, want %q and %q", test.name, got, &stderr, code, test.want, test.fails)
		}
	}
}
