//go:build !cpython || !cgo

package cpython_test

import (
	"errors"
	"testing"

	"github.com/bufbench/bufbench/scenarios/buffer"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// Without CPython everything says what is missing, and what mends it.
func TestAbsent(t *testing.T) {
	py, err := cpython.Start()
	if py != nil {
		t.Fatal("there is an interpreter")
	}
	_, asked := py.Buffer(nil, cpython.FullRO)
	_, exported := py.Export(buffer.Of([]byte{1}))
	_, evaluated := py.Eval("1", nil)
	for name, err := range map[string]error{
		"Start": err, "Ready": cpython.Ready(), "Buffer": asked, "Export": exported, "Eval": evaluated,
		"Exec": py.Exec("pass", nil),
		"With": cpython.With(py, nil, func([]float64) error { return nil }),
	} {
		if missing, ok := errors.AsType[*cpython.Missing](err); !ok || missing.Hint == "" {
			t.Errorf("%s = %v, want a *Missing with a hint", name, err)
		}
	}
}
