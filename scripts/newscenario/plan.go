package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const module = "github.com/bufbench/bufbench"

// findRoot is the folder of the module that dir lies in.
func findRoot(dir string) (string, error) {
	at, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find the module: %w", err)
	}
	for ; ; at = filepath.Dir(at) {
		text, err := os.ReadFile(filepath.Join(at, "go.mod"))
		if err == nil && bytes.HasPrefix(text, []byte("module "+module+"\n")) {
			return at, nil
		}
		if at == filepath.Dir(at) {
			return "", refusef("this is not in the module %s (type: cd its folder, and again)", module)
		}
	}
}

// plan is what to write for a wish, where dir is in the module.
func plan(dir string, w wish) (root string, changes []change, err error) {
	if err := w.check(); err != nil {
		return "", nil, err
	}
	if root, err = findRoot(dir); err != nil {
		return "", nil, err
	}
	list, err := os.ReadFile(filepath.Join(root, listFile))
	if err != nil {
		return "", nil, fmt.Errorf("read the list of scenarios: %w", err)
	}
	l, err := readList(list)
	if err != nil {
		return "", nil, fmt.Errorf("read the list of scenarios: %s: %w", listFile, err)
	}
	if err := w.fits(root, l); err != nil {
		return "", nil, err
	}
	changes, err = w.changes(root, l)
	return root, changes, err
}

// fits refuses a wish for what is there already.
func (w wish) fits(root string, l list) error {
	for _, s := range l.scenarios {
		if strings.EqualFold(s.Name, w.Name) {
			return refusef("there is a scenario %s in scenarios/%s (type another name)", s.Name, s.Family)
		}
	}
	folder := filepath.Join(root, filepath.FromSlash(w.folder()))
	if _, err := os.Lstat(folder); !l.imports(w.Family) && !errors.Is(err, fs.ErrNotExist) {
		return refusef("%s is in the way and holds no scenario of the list (remove it, or type another family)", w.folder())
	}
	if _, err := os.Lstat(filepath.Join(root, filepath.FromSlash(w.file()))); !errors.Is(err, fs.ErrNotExist) {
		return refusef("%s is in the way (remove it, or type another name)", w.file())
	}
	declared, err := declaredIn(folder)
	if err != nil {
		return fmt.Errorf("see what %s declares: %w", w.folder(), err)
	}
	for _, ident := range w.idents() {
		if file, taken := declared[ident]; taken {
			return refusef("%s/%s declares %s already (type another name)", w.folder(), file, ident)
		}
	}
	return nil
}

// declaredIn is what the Go files of a folder declare, by identifier, and in
// which file; nothing if there is no folder.
func declaredIn(folder string) (map[string]string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	declared := map[string]string{}
	for _, path := range files {
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range f.Decls {
			for _, ident := range declaredBy(d) {
				declared[ident.Name] = filepath.Base(path)
			}
		}
	}
	return declared, nil
}

func declaredBy(d ast.Decl) (idents []*ast.Ident) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			idents = append(idents, d.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				idents = append(idents, spec.Name)
			case *ast.ValueSpec:
				idents = append(idents, spec.Names...)
			}
		}
	}
	return idents
}

// changes are the files to write, the list last: until it is there, nothing
// else counts.
func (w wish) changes(root string, l list) ([]change, error) {
	scenario, err := w.render("scenario.go.tmpl")
	if err != nil {
		return nil, err
	}
	changes := []change{{w.file(), "the scenario; its comments say what to make your own", scenario}}
	tests := w.folder() + "/bench_test.go"
	if l.imports(w.Family) {
		old, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(tests)))
		if err != nil {
			return nil, fmt.Errorf("read the benchmarks of the family: %w", err)
		}
		text, err := w.benched(old)
		if err != nil {
			return nil, fmt.Errorf("add a benchmark to %s: %w", tests, err)
		}
		changes = append(changes, change{tests, "Benchmark" + w.Name + ", and a line of TestProof", text})
	} else {
		doc, err := w.render("doc.go.tmpl")
		if err != nil {
			return nil, err
		}
		text, err := w.render("bench_test.go.tmpl")
		if err != nil {
			return nil, err
		}
		changes = append(changes,
			change{w.folder() + "/doc.go", "the family; say there which boundary it is", doc},
			change{tests, "Benchmark" + w.Name + " and TestProof", text})
	}
	text, err := l.with(w)
	if err != nil {
		return nil, fmt.Errorf("add a line to %s: %w", listFile, err)
	}
	return append(changes, change{listFile, w.Family + "." + w.Name + " in the list", text}), nil
}
