//go:build !linux

package main

import "github.com/rogpeppe/go-internal/testscript"

func hasDatabase() bool { return false }

func database(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Fatalf("database is not available on this system: ask [postgres] first")
}
