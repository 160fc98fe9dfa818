package callgrind

import (
	"fmt"
	"go/ast"
	"go/token"

	"github.com/bufbench/bufbench/internal/revisions/overlay"
)

// slice is the constant of package runtime for the time slice of a goroutine.
const slice = "forcePreemptNS"

// hookSlice returns proc.go of package runtime with a variable in place of that
// constant. A program can then give it another value while it counts.
func hookSlice(folder string) ([]byte, error) {
	s, err := overlay.Open(folder, "runtime/proc.go")
	if err != nil {
		return nil, err
	}
	for _, d := range s.Tree.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST || g.Lparen.IsValid() {
			continue
		}
		v := g.Specs[0].(*ast.ValueSpec) // a const declaration has no other kind
		if len(v.Names) == 1 && v.Names[0].Name == slice && v.Type == nil {
			s.Put(g.TokPos, len("const"), "var")
			s.Put(v.Names[0].End(), 0, " int64")
			return s.Edited(), nil
		}
	}
	return nil, fmt.Errorf("%s: no declaration const %s without a type, want one", s.Path, slice)
}
