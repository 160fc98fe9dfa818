package exit

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/host/process"
)

func TestCaught(t *testing.T) {
	plain := errors.New("plain")
	for _, test := range []struct {
		name    string
		command func() error
		code    int
		says    []string
	}{
		{"it is fine", func() error { return nil }, OK, nil},
		{"it fails", func() error { return plain }, Failed, []string{"plain"}},
		{"it panics", func() error { return []error{plain}[len("more")] }, Failed, []string{"a mistake in bufbench", "index out of range", "code_test.go"}},
		{"a nil pointer", func() error { var m map[string]*int; *m["x"] = 1; return nil }, Failed, []string{"nil pointer dereference"}},
	} {
		var stderr bytes.Buffer
		if code := Code(&stderr, process.Caught(test.command)); code != test.code {
			t.Errorf("%s: exit code %d, want %d", test.name, code, test.code)
		}
		for _, want := range test.says {
			if !strings.Contains(stderr.String(), want) {
				t.Errorf("%s: it says %q, want %q", test.name, stderr.String(), want)
			}
		}
	}
}
