package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
)

// listFile is the list of all scenarios.
const listFile = "scenarios/all.go"

// list is that file, read: a function All that returns one literal of
// family.Name elements.
type list struct {
	text      []byte
	file      *token.File
	scenarios []wish // as they stand in the literal
	ends      []token.Pos
	imported  []*ast.ImportSpec
}

func readList(text []byte) (list, error) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, listFile, text, parser.SkipObjectResolution)
	if err != nil {
		return list{}, err
	}
	l := list{text: text, file: set.File(tree.FileStart), imported: tree.Imports}
	for _, d := range tree.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == "All" {
			ast.Inspect(f, func(n ast.Node) bool {
				if literal, ok := n.(*ast.CompositeLit); ok {
					l.take(literal.Elts)
				}
				return true
			})
		}
	}
	if len(l.scenarios) == 0 || len(l.imported) == 0 {
		return list{}, errors.New("it has no function All that returns a literal of scenarios (git checkout it)")
	}
	return l, nil
}

// take notes the elements that are family.Name.
func (l *list) take(elements []ast.Expr) {
	for _, e := range elements {
		if sel, ok := e.(*ast.SelectorExpr); ok {
			if family, ok := sel.X.(*ast.Ident); ok {
				l.scenarios = append(l.scenarios, wish{family.Name, sel.Sel.Name})
				l.ends = append(l.ends, sel.End())
			}
		}
	}
}

// importPath is the import path of a family.
func importPath(family string) string { return strconv.Quote(module + "/scenarios/" + family) }

func (l list) imports(family string) bool {
	for _, i := range l.imported {
		if i.Path.Value == importPath(family) {
			return true
		}
	}
	return false
}

// with is the list with one more scenario, behind the last of its family.
func (l list) with(w wish) ([]byte, error) {
	after := l.ends[len(l.ends)-1]
	for i, s := range l.scenarios {
		if s.Family == w.Family {
			after = l.ends[i]
		}
	}
	lines := []insertion{{l.file.Line(after), fmt.Sprintf("%s.%s,", w.Family, w.Name)}}
	if !l.imports(w.Family) {
		last := l.imported[len(l.imported)-1]
		lines = append(lines, insertion{l.file.Line(last.End()), importPath(w.Family)})
	}
	return insert(l.text, lines)
}
