//go:build cpython && cgo

package cpython_test

import (
	"bytes"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/scenarios/cpython"
)

// What README.md shows runs, and prints what it should.
func TestREADME(t *testing.T) {
	py, err := cpython.Start()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile("sum_example/main.go")
	if err != nil || !strings.Contains(string(text), "```go\n"+string(program)+"```\n") {
		t.Errorf("README.md does not show sum_example/main.go (%v)", err)
	}
	bodies := bodies(t, "readme_test.go")
	for _, s := range shown {
		t.Run(s.name, func(t *testing.T) {
			if !strings.Contains(string(text), "```go\n"+bodies[s.name]+"```\n") {
				t.Errorf("README.md does not show\n%s", bodies[s.name])
			}
			if s.name == "siteDirectory" {
				environment(t, py)
			}
			var out bytes.Buffer
			err := s.run(&out, py)
			if raised, ok := errors.AsType[*cpython.Error](err); ok && raised.Type == "ModuleNotFoundError" && strings.Contains(raised.Message, "numpy") {
				t.Skip(raised)
			}
			if err != nil || out.String() != s.want {
				t.Errorf("it prints %q, %v, want %q", &out, err, s.want)
			}
		})
	}
}

// bodies are those of the functions of a file, without the indentation.
func bodies(t *testing.T, file string) map[string]string {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, source, 0)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, d := range parsed.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		body := string(source[set.Position(f.Body.Lbrace).Offset+2 : set.Position(f.Body.Rbrace).Offset])
		all[f.Name.Name] = strings.ReplaceAll(strings.TrimPrefix(body, "\t"), "\n\t", "\n")
	}
	return all
}
