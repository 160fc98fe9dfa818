package callgrind

import (
	"fmt"
	"go/ast"

	"github.com/bufbench/bufbench/internal/revisions/overlay"
)

// seam is a method of *testing.B and what it does of ours, first and last.
// Collecting stops before the method does anything and starts after all that it
// does, so that its own work, such as reading what was allocated, is left out.
type seam struct{ method, first, last string }

// seams are all of them. Two are no matter of the timer: a benchmark that calls
// others waits for them with its timer running, and prints; and one that works
// in other goroutines cannot be counted.
var seams = []seam{
	{method: "StartTimer", last: "callgrindStart(b)"},
	{method: "StopTimer", first: "callgrindStop()"},
	{method: "ResetTimer", first: "callgrindStop()", last: "callgrindReset(b)"},
	{method: "Run", first: "callgrindStop()"},
	{method: "RunParallel", first: "callgrindParallel()"},
}

// hookTimer is benchmark.go of package testing with calls of the hooks.
func hookTimer(folder string) ([]byte, error) {
	s, err := overlay.Open(folder, "testing/benchmark.go")
	if err != nil {
		return nil, err
	}
	for _, seam := range seams {
		body, err := seam.body(s)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Path, err)
		}
		if seam.first != "" {
			s.Put(body.Lbrace+1, 0, seam.first+";")
		}
		if seam.last != "" {
			s.Put(body.Rbrace, 0, ";"+seam.last)
		}
	}
	return s.Edited(), nil
}

// body is that of the method, if the hooks fit it: if something is done last, its
// end is reached.
func (s seam) body(of *overlay.Source) (*ast.BlockStmt, error) {
	body, err := of.Method(s.method)
	if err != nil || s.last == "" {
		return body, err
	}
	if leaves(body) {
		return nil, fmt.Errorf("method %s returns before its end or defers, want neither", s.method)
	}
	if !overlay.Selects(body, "timerOn") {
		return nil, fmt.Errorf("method %s does not use b.timerOn, which says whether the timer runs", s.method)
	}
	return body, nil
}

// leaves reports whether a body has a way out other than its end, or does
// something after it.
func leaves(body *ast.BlockStmt) bool {
	return overlay.Contains(body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.ReturnStmt, *ast.DeferStmt, *ast.BranchStmt:
			return true
		}
		return false
	})
}
