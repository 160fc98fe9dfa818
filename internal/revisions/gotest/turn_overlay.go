package gotest

import (
	_ "embed" // for the hooks
	"fmt"
	"go/ast"
	"runtime"

	"github.com/bufbench/bufbench/internal/revisions/overlay"
)

// The hooks. The overlay adds them to package testing.
var (
	//go:embed hooks/testing.go.txt
	testingGo []byte
	//go:embed hooks/amounts.go.txt
	amountsGo []byte
	//go:embed hooks/place_linux.go.txt
	placeLinux []byte
	//go:embed hooks/place_other.go.txt
	placeOther []byte
)

// TurnsOverlay writes an overlay (see [overlay.Make]) that adds hooks to package testing.
// A binary with these hooks can take its samples in turn with another process: a hook
// waits before each sample until the process has its turn. Other hooks note what the
// process does during a run, for [Binary.Count] and [Binary.Profile]. The benchmarks and the
// timed code stay as they are. If a binary is started in another way, the hooks do nothing.
func TurnsOverlay(goroot, dir string) (path string, err error) {
	return overlay.Make(goroot, dir, turnFiles)
}

// turnFiles returns the files of the overlay by their paths in the library.
func turnFiles(library string) (map[string][]byte, error) {
	run, err := hookRun(library)
	if err != nil {
		return nil, err
	}
	place := placeOther
	if runtime.GOOS == "linux" {
		place = placeLinux
	}
	return map[string][]byte{"testing/benchmark.go": run, "testing/turns.go": testingGo, "testing/amounts.go": amountsGo, "testing/turns_place.go": place}, nil
}

// hookRun returns benchmark.go of package testing with calls of the hooks. Each run of a
// benchmark takes a turn instead of collecting garbage, and tells when its timer stops.
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
	for _, field := range []string{"benchTime", "startBytes", "netBytes", "name"} {
		if !overlay.Selects(s.Tree, field) {
			return nil, fmt.Errorf("%s: a benchmark has no field %s, by which turns are told", s.Path, field)
		}
	}
	s.Put(collect.Pos(), 0, "if !turnsTake() { ")
	s.Put(collect.End(), 0, " }; amountsBegin()")
	s.Put(stop.End(), 0, "; amountsEnd(b); turnsDone(b, n)")
	return s.Edited(), nil
}

// statement returns the only statement x.name() in a body.
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
