package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// insertion is text to stand on a line of its own behind a line, from 1.
type insertion struct {
	behind int
	text   string
}

// insert is a Go file with more lines, formatted. Comments stay where they are,
// because nothing else is moved.
func insert(text []byte, more []insertion) ([]byte, error) {
	lines := bytes.SplitAfter(text, []byte("\n"))
	for _, m := range slices.SortedFunc(slices.Values(more), func(a, b insertion) int { return b.behind - a.behind }) {
		lines = slices.Insert(lines, m.behind, []byte(m.text+"\n"))
	}
	return format.Source(bytes.Join(lines, nil))
}

// benched is the bench_test.go of a family with the benchmark and the proof of
// one more scenario, behind those that are there.
func (w wish) benched(text []byte) ([]byte, error) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, "bench_test.go", text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var benchmark, proof *ast.FuncDecl
	for _, d := range tree.Decls {
		f, ok := d.(*ast.FuncDecl)
		switch {
		case ok && strings.HasPrefix(f.Name.Name, "Benchmark"):
			benchmark = f
		case ok && f.Name.Name == "TestProof":
			proof = f
		}
	}
	if benchmark == nil || proof == nil || len(proof.Body.List) == 0 {
		return nil, errors.New("it has no Benchmark func, or no TestProof that proves one (git checkout it)")
	}
	last := proof.Body.List[len(proof.Body.List)-1]
	return insert(text, []insertion{
		{set.Position(benchmark.End()).Line, fmt.Sprintf("func Benchmark%s(b *testing.B) { benchtest.Run(b, %s.%s) }", w.Name, w.Family, w.Name)},
		{set.Position(last.End()).Line, fmt.Sprintf("t.Run(%q, func(t *testing.T) { benchtest.Prove(t, %s.%s) })", w.Name, w.Family, w.Name)},
	})
}
