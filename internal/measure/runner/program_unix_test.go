//go:build unix

package runner_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// TestProgramIsHeld: children are the program that was held, whatever becomes of
// its file.
func TestProgramIsHeld(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	const refused = "another one than the run was planned with"
	script := []byte("#!/bin/sh\nexec " + self + "\n")
	for _, test := range []struct {
		name    string
		program []byte
		change  func(path string) error
		want    string // what the error of the next child says; empty where it starts
		held    string // likewise, where an open file can be started
	}{
		{"nothing", whole, func(string) error { return nil }, "", ""},
		{"another takes its place", whole, func(path string) error {
			other := path + ".other"
			return errors.Join(os.WriteFile(other, []byte("#!/bin/sh\nexit 7\n"), 0o777), os.Rename(other, path))
		}, refused, ""},
		{"it is removed", whole, os.Remove, refused, ""},
		{"other bytes in its file", whole, func(path string) error {
			return os.WriteFile(path, bytes.Replace(whole, []byte("ELF"), []byte("elf"), 1), 0o777)
		}, refused, refused},
		{"it is cut", whole, func(path string) error { return os.Truncate(path, 100) }, refused, refused},
		{"the same bytes in its file", whole, func(path string) error { return os.WriteFile(path, whole, 0o777) }, "", ""},
		{"a script", script, func(string) error { return nil }, "", ""},
		{"another takes the place of a script", script, func(path string) error {
			other := path + ".other"
			return errors.Join(os.WriteFile(other, []byte("#!/bin/sh\nexit 7\n"), 0o777), os.Rename(other, path))
		}, refused, refused},
	} {
		path := filepath.Join(t.TempDir(), "program")
		if err := os.WriteFile(path, test.program, 0o777); err != nil {
			t.Fatal(err)
		}
		held, err := runner.Hold(path)
		if err != nil {
			t.Fatal(err)
		}
		start := held.Children(nil, 0)
		if err := start(context.Background(), visit("Honest", 64), func(launch.Message) {}); err != nil {
			t.Errorf("%s: the first child: %v", test.name, err)
		}
		if err := test.change(path); err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		err = start(context.Background(), visit("Honest", 64), func(launch.Message) {})
		want := test.want
		if runtime.GOOS == "linux" {
			want = test.held
		}
		switch {
		case want == "" && err != nil:
			t.Errorf("%s: the next child: %v, want that it is the same program", test.name, err)
		case want != "" && (!errors.Is(err, runner.ErrStart) || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path)):
			t.Errorf("%s: the next child: %v, want ErrStart, the path and %q", test.name, err, want)
		}
		held.Close()
	}
}
