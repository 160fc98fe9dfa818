package turns

import (
	_ "embed" // for the hooks
	"fmt"
	"go/ast"
	"runtime"

	"github.com/bufbench/bufbench/internal/revisions/overlay"
)

// The hooks, which become a part of package testing.
var (
	//go:embed hooks/testing.go.txt
	testingGo []byte
	//go:embed hooks/place_linux.go.txt
	placeLinux []byte
	//go:embed hooks/place_other.go.txt
	placeOther []byte
)

// Overlay makes an overlay (see [overlay.Make]) with what package testing needs to
// take turns. A binary that is not started to take turns works as ever.
func Overlay(goroot, dir string) (path string, err error) { return overlay.Make(goroot, dir, hooked) }

// hooked are the files of the overlay by their paths in the library.
func hooked(library string) (map[string][]byte, error) {
	run, err := hookRun(library)
	if err != nil {
		return nil, err
	}
	place := placeOther
	if runtime.GOOS == "linux" {
		place = placeLinux
	}
	return map[string][]byte{"testing/benchmark.go": run, "testing/turns.go": testingGo, "testing/turns_place.go": place}, nil
}

// hookRun is benchmark.go of package testing with calls of the hooks: a run takes
// a turn in place of collecting garbage, and says when its timer has stopped.
func hookRun(library string) ([]byte, error) {
	s, err := overlay.Open(library, "testing/benchmark.go")
	if err != nil {
		return nil, err
	}
	body, err := s.Method("runN")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Path, err)
	}
	collect, err := statement(body, "runtime", "GC")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Path, err)
	}
	stop, err := statement(body, "b", "StopTimer")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Path, err)
	}
	for _, field := range []string{"benchTime", "startBytes", "netBytes"} {
		if !overlay.Selects(s.Tree, field) {
			return nil, fmt.Errorf("%s: a benchmark has no field %s, by which turns are told", s.Path, field)
		}
	}
	s.Put(collect.Pos(), 0, "if !turnsTake() { ")
	s.Put(collect.End(), 0, " }")
	s.Put(stop.End(), 0, "; turnsDone(b, n)")
	return s.Edited(), nil
}

// statement is the one call x.name() in a body, which is a statement of its own.
func statement(body *ast.BlockStmt, x, name string) (ast.Stmt, error) {
	var found []ast.Stmt
	for _, s := range body.List {
		e, ok := s.(*ast.ExprStmt)
		if !ok {
			continue
		}
		call, ok := e.X.(*ast.CallExpr)
		if !ok {
			continue
		}
		of, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || of.Sel.Name != name {
			continue
		}
		if on, ok := of.X.(*ast.Ident); ok && on.Name == x {
			found = append(found, s)
		}
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("method runN has %d statements %s.%s(), want one", len(found), x, name)
	}
	return found[0], nil
}
