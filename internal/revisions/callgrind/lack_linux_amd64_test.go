package callgrind_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/revisions/callgrind"
)

func TestLack(t *testing.T) {
	for _, tt := range []struct{ name, script, want string }{
		{"absent", "", "valgrind is not on PATH; try: apt-get install valgrind"},
		{"without callgrind", "#!/bin/sh\necho no such tool >&2\nexit 1\n", "exit status 1: no such tool; try:"},
		{"other", "#!/bin/sh\necho usage\n", "without --collect-atstart; try:"},
		{"fit", "#!/bin/sh\necho --collect-atstart=no\n", ""},
	} {
		dir := t.TempDir()
		if tt.script != "" {
			if err := os.WriteFile(filepath.Join(dir, "valgrind"), []byte(tt.script), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		t.Setenv("PATH", dir)
		got := callgrind.Lack()
		if !strings.Contains(got, tt.want) || (got == "") != (tt.want == "") {
			t.Errorf("%s: Lack() = %q, want %q in it", tt.name, got, tt.want)
		}
	}
}
