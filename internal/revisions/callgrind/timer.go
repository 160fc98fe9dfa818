package callgrind

import (
	"fmt"
	"go/ast"

	"github.com/bufbench/bufbench/internal/revisions/overlay"
)

// seam is a method of *testing.B with the calls of hooks at its beginning and at its
// end. Collecting stops before the work of the method and starts after it. So that work
// is not counted, such as reading the number of allocations.
type seam struct{ method, first, last string }

// seams are all methods with hooks. Two of them do not concern the timer. Run waits for
// other benchmarks with its timer running, and prints. RunParallel works in other
// goroutines, and cannot be counted.
var seams = []seam{
	{method: "StartTimer", last: "callgrindStart(b)"},
	{method: "StopTimer", first: "callgrindStop()"},
	{method: "ResetTimer", first: "callgrindStop()", last: "callgrindReset(b)"},
	{method: "Run", first: "callgrindStop()"},
	{method: "RunParallel", first: "callgrindParallel()"},
}

// hookTimer returns benchmark.go of package testing with calls of the hooks.
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

// body returns the body of the method if the hooks fit it: a hook at its end must be
// reached.
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

// leaves reports whether a body can end before its last line, or defers something.
func leaves(body *ast.BlockStmt) bool {
	return overlay.Contains(body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.ReturnStmt, *ast.DeferStmt, *ast.BranchStmt:
			return true
		}
		return false
	})
}
