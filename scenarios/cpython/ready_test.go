package cpython_test

import (
	"errors"
	"testing"

	"github.com/bufbench/bufbench/scenarios/cpython"
)

// TestReady holds in every build: CPython starts, or a Missing says what to
// install.
func TestReady(t *testing.T) {
	err := cpython.Ready()
	if err == nil {
		return
	}
	missing, ok := errors.AsType[*cpython.Missing](err)
	if !ok {
		t.Fatalf("Ready() = %v, want nil or a *Missing", err)
	}
	if missing.Reason == "" || missing.Hint == "" {
		t.Errorf("Ready() = %q, want a reason and a hint", missing)
	}
	t.Skip(missing)
}
