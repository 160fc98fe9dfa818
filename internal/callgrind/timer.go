package callgrind

import (
	"fmt"
	"go/ast"
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
	s, err := open(folder, "testing/benchmark.go")
	if err != nil {
		return nil, err
	}
	for _, seam := range seams {
		body, err := seam.body(s.tree)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.path, err)
		}
		if seam.first != "" {
			s.put(body.Lbrace+1, 0, seam.first+";")
		}
		if seam.last != "" {
			s.put(body.Rbrace, 0, ";"+seam.last)
		}
	}
	return s.edited(), nil
}

// body is that of the method, if the hooks fit it: there is one method of that
// name, its receiver is b, and if something is done last, its end is reached.
func (s seam) body(file *ast.File) (*ast.BlockStmt, error) {
	var found []*ast.FuncDecl
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == s.method && ofB(f) {
			found = append(found, f)
		}
	}
	if len(found) != 1 || found[0].Body == nil {
		return nil, fmt.Errorf("%d methods func (b *B) %s, want one with a body", len(found), s.method)
	}
	body := found[0].Body
	if s.last == "" {
		return body, nil
	}
	if leaves(body) {
		return nil, fmt.Errorf("method %s returns before its end or defers, want neither", s.method)
	}
	if !selects(body, "timerOn") {
		return nil, fmt.Errorf("method %s does not use b.timerOn, which says whether the timer runs", s.method)
	}
	return body, nil
}

// ofB reports whether the receiver is b *B.
func ofB(f *ast.FuncDecl) bool {
	if f.Recv == nil || len(f.Recv.List) != 1 || len(f.Recv.List[0].Names) != 1 {
		return false
	}
	star, ok := f.Recv.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	name, ok := star.X.(*ast.Ident)
	return ok && name.Name == "B" && f.Recv.List[0].Names[0].Name == "b"
}

// leaves reports whether a body has a way out other than its end, or does
// something after it.
func leaves(body *ast.BlockStmt) bool {
	return contains(body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.ReturnStmt, *ast.DeferStmt, *ast.BranchStmt:
			return true
		}
		return false
	})
}

// selects reports whether a field of that name is used.
func selects(body *ast.BlockStmt, field string) bool {
	return contains(body, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		return ok && s.Sel.Name == field
	})
}

// contains reports whether a node of the body is wanted.
func contains(body *ast.BlockStmt, wanted func(ast.Node) bool) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		found = found || wanted(n)
		return !found
	})
	return found
}
