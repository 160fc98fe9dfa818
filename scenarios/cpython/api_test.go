package cpython_test

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"strings"
	"testing"
)

// Builds with CPython and without have the same functions, with the same comments, so
// that programs compile in both and `go doc` needs no tag.
func TestAPIIsTheSame(t *testing.T) {
	with, without := api(t, "cpython"), api(t)
	for name, said := range with {
		if without[name] != said {
			t.Errorf("without CPython %s is\n%s\nwant\n%s", name, without[name], said)
		}
	}
	for name := range without {
		if with[name] == "" {
			t.Errorf("%s exists without CPython only", name)
		}
	}
	if len(with) < 50 {
		t.Errorf("only %d functions and types were found", len(with))
	}
}

// api is the exported functions and types of a build, by name: with their comments.
func api(t *testing.T, tags ...string) map[string]string {
	t.Helper()
	build := build.Default
	build.CgoEnabled, build.BuildTags = true, tags
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, file := range files {
		name := file.Name()
		ok, err := build.MatchFile(".", name)
		if err != nil {
			t.Fatal(err)
		}
		if !ok || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			add(all, d)
		}
	}
	return all
}

// add adds what a declaration exports.
func add(all map[string]string, d ast.Decl) {
	switch d := d.(type) {
	case *ast.GenDecl:
		for _, s := range d.Specs {
			if of, ok := s.(*ast.TypeSpec); ok && of.Name.IsExported() {
				all[of.Name.Name] = d.Doc.Text()
			}
		}
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil {
			of := d.Recv.List[0]
			of.Names = nil
			name = text(of.Type) + "." + name
		}
		if d.Name.IsExported() && ast.IsExported(strings.TrimPrefix(name, "*")) {
			d.Body = nil
			all[name] = text(d)
		}
	}
}

// text is the source of a node.
func text(node any) string {
	var s strings.Builder
	if err := printer.Fprint(&s, token.NewFileSet(), node); err != nil {
		return err.Error()
	}
	return s.String()
}
