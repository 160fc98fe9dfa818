package main

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
		{"it is fine", func() error { return nil }, exitOK, nil},
		{"it fails", func() error { return plain }, exitFailed, []string{"plain"}},
		{"it panics", func() error { return []error{plain}[len("more")] }, exitFailed, []string{"a mistake in bufbench", "index out of range", "crash_test.go"}},
		{"a nil pointer", func() error { var m map[string]*int; *m["x"] = 1; return nil }, exitFailed, []string{"nil pointer dereference"}},
	} {
		var stderr bytes.Buffer
		if code := exit(&stderr, process.Caught(test.command)); code != test.code {
			t.Errorf("%s: exit code %d, want %d", test.name, code, test.code)
		}
		for _, want := range test.says {
			if !strings.Contains(stderr.String(), want) {
				t.Errorf("%s: it says %q, want %q", test.name, stderr.String(), want)
			}
		}
	}
}
