package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const module = "github.com/bufbench/bufbench"

// listFile is the list of all scenarios.
const listFile = "scenarios/all.go"

// change is a file to write.
type change struct {
	path, what string // from the module's folder, with slashes; and in words
	text       []byte
}

// plan returns the files to write for a wish, the list last: until that is written,
// nothing else counts.
func plan(root string, w wish) (changes []change, err error) {
	list, err := os.ReadFile(filepath.Join(root, listFile))
	if err != nil {
		return nil, refusef("this is not the folder of the module %s (type: cd its folder, and again)", module)
	}
	if err := w.fits(root, string(list)); err != nil {
		return nil, err
	}
	add := func(path, what string) func([]byte, error) {
		return func(text []byte, failed error) {
			changes = append(changes, change{path, what, text})
			if failed != nil {
				err = errors.Join(err, fmt.Errorf("write %s: %w", path, failed))
			}
		}
	}
	add(w.file(), "the scenario; its comments say what to make your own")(w.render("scenario.go"))
	tests := w.folder() + "/bench_test.go"
	if old, missing := os.ReadFile(filepath.Join(root, tests)); missing == nil {
		add(tests, "Benchmark"+w.Name+", and a line of TestProof")(w.benched(string(old)))
	} else {
		add(w.folder()+"/doc.go", "the family; say there which boundary it is")(w.render("doc.go"))
		add(tests, "Benchmark"+w.Name+" and TestProof")(w.render("bench_test.go"))
	}
	add(listFile, w.Family+"."+w.Name+" in the list")(w.listed(string(list)))
	return changes, err
}

// fits refuses a wish for something that is there already.
func (w wish) fits(root, list string) error {
	for _, s := range element.FindAllStringSubmatch(list, -1) {
		if strings.EqualFold(s[2], w.Name) {
			return refusef("there is a scenario %s in scenarios/%s (type another name)", s[2], s[1])
		}
	}
	if _, err := os.Lstat(filepath.Join(root, w.folder())); err == nil && !strings.Contains(list, w.importLine()) {
		return refusef("%s is in the way and holds no scenario of the list (remove it, or type another family)", w.folder())
	}
	if _, err := os.Lstat(filepath.Join(root, w.file())); err == nil {
		return refusef("%s is in the way (remove it, or type another name)", w.file())
	}
	return nil
}
