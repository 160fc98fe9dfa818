//go:build !linux

package main

import "github.com/rogpeppe/go-internal/testscript"

func canMount() bool { return false }

func tinyfs(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Fatalf("tinyfs is not available on this system: ask [tmpfs] first")
}
