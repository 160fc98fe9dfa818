package gotest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Func is a benchmark function.
type Func struct {
	Name string // BenchmarkX
	File string // absolute
	Line int
}

// funcsOf finds the benchmark functions of a test file, by the rules of the go command:
// the name is Benchmark, and no lower-case letter follows.
func funcsOf(file string) ([]Func, error) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var found []Func
	for _, d := range tree.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv != nil || f.Type.TypeParams != nil || f.Type.Params.NumFields() != 1 {
			continue
		}
		rest, ok := strings.CutPrefix(f.Name.Name, "Benchmark")
		first, _ := utf8.DecodeRuneInString(rest)
		if ok && (rest == "" || !unicode.IsLower(first)) {
			found = append(found, Func{f.Name.Name, filepath.Clean(file), set.Position(f.Pos()).Line})
		}
	}
	return found, nil
}
