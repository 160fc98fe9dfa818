package overlay

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
)

// Source is a Go file with edits.
type Source struct {
	Path string
	Tree *ast.File

	text  []byte
	files *token.FileSet
	edits []edit
}

// edit puts text in the place of length bytes at an offset of a file.
type edit struct {
	at, length int
	text       string
}

// Open parses the file at path below folder. The path has slashes.
func Open(folder, path string) (*Source, error) {
	path = filepath.Join(folder, filepath.FromSlash(path))
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	s := &Source{Path: path, text: text, files: token.NewFileSet()}
	s.Tree, err = parser.ParseFile(s.files, path, text, parser.SkipObjectResolution)
	return s, err
}

// Put notes an edit: text replaces length bytes. If neither has a line break, the lines
// stay where they are, and positions in the binary are those of the file.
func (s *Source) Put(at token.Pos, length int, text string) {
	s.edits = append(s.edits, edit{s.files.Position(at).Offset, length, text})
}

// Edited returns the text with all edits.
func (s *Source) Edited() []byte {
	slices.SortStableFunc(s.edits, func(x, y edit) int { return x.at - y.at })
	var b bytes.Buffer
	done := 0
	for _, e := range s.edits {
		b.Write(s.text[done:e.at])
		b.WriteString(e.text)
		done = e.at + e.length
	}
	b.Write(s.text[done:])
	return b.Bytes()
}

// Method returns the body of a method with the receiver b *B.
func (s *Source) Method(name string) (*ast.BlockStmt, error) {
	var found []*ast.FuncDecl
	for _, d := range s.Tree.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == name && ofB(f) {
			found = append(found, f)
		}
	}
	if len(found) != 1 || found[0].Body == nil {
		return nil, fmt.Errorf("%d methods func (b *B) %s, want one with a body", len(found), name)
	}
	return found[0].Body, nil
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

// Selects reports whether a field of that name is used in a part of a file.
func Selects(part ast.Node, field string) bool {
	return Contains(part, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		return ok && s.Sel.Name == field
	})
}

// Contains reports whether a node of a part of a file is wanted.
func Contains(part ast.Node, wanted func(ast.Node) bool) bool {
	found := false
	ast.Inspect(part, func(n ast.Node) bool {
		found = found || wanted(n)
		return !found
	})
	return found
}
