package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// scratch is a copy of what this module is built from, so that tests can write
// to it. Copying opens every file: a cached result holds until one changes.
func scratch(t *testing.T) (root string) {
	t.Helper()
	root = t.TempDir()
	from := filepath.Join("..", "..")
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		to := filepath.Join(root, strings.TrimPrefix(path, from))
		kinds := []string{".go", ".c", ".h", ".mod", ".sum", ".html", ".css", ".js", ".tmpl"}
		embedded := strings.HasSuffix(path, ".go.txt") || strings.HasSuffix(path, ".s.txt")
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != from:
			return fs.SkipDir
		case d.IsDir():
			return os.MkdirAll(to, 0o777)
		case !slices.Contains(kinds, filepath.Ext(path)) && !embedded:
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(to, text, 0o666)
	})
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// files are the paths and texts below a folder.
func files(t *testing.T, root string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		text := ""
		if !d.IsDir() {
			var read []byte
			read, err = os.ReadFile(path)
			text = string(read)
		}
		found[path] = text
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// changed are the paths at which two trees differ.
func changed(before, after map[string]string) (paths []string) {
	for path, text := range after {
		if old, there := before[path]; !there || old != text {
			paths = append(paths, path)
		}
	}
	for path := range before {
		if _, there := after[path]; !there {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// started runs the scaffolder.
func started(dir string, args ...string) (code int, stdout, stderr string) {
	var out, said strings.Builder
	code = run(args, dir, &out, &said)
	return code, out.String(), said.String()
}

func TestItSaysWhatItWrites(t *testing.T) {
	root := scratch(t)
	before := files(t, root)
	code, dry, said := started(root, "-n", "network", "Frame")
	if code != exitOK || !strings.Contains(said, "nothing is written") {
		t.Errorf("-n: exit code %d, said %q, want 0 and that nothing is written", code, said)
	}
	if paths := changed(before, files(t, root)); len(paths) > 0 {
		t.Fatalf("-n changed %q", paths)
	}
	code, printed, said := started(root, "network", "Frame")
	if code != exitOK || printed != dry || !strings.Contains(said, "run Frame -quick") {
		t.Errorf("exit code %d, printed %q, said %q, want 0, what -n printed (%q) and what to type then", code, printed, said, dry)
	}
	var want []string
	for line := range strings.Lines(printed) {
		name, _, _ := strings.Cut(line, ": ")
		want = append(want, filepath.Join(root, filepath.FromSlash(name)))
	}
	want = append(want, filepath.Join(root, "scenarios", "network"))
	slices.Sort(want)
	if got := changed(before, files(t, root)); !slices.Equal(got, want) {
		t.Errorf("changed %q, and said %q", got, want)
	}
}

func TestItRefuses(t *testing.T) {
	root := scratch(t)
	put := func(path, text string) {
		path = filepath.Join(root, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put("scenarios/goheap/taken.go", "package goheap\n")
	put("scenarios/notes/README", "not a package")
	before := files(t, root)
	for _, test := range []struct {
		name string
		args []string
		dir  string // root unless given
		want string // part of the one line
	}{
		{name: "no words", want: "it takes a family and a name, got 0 words (type: go run"},
		{name: "three words", args: []string{"goheap", "Frame", "Ring"}, want: "got 3 words (type: go run"},
		{name: "no such flag", args: []string{"-x", "goheap", "Frame"}, want: "-x (type: go run"},
		{name: "lower case", args: []string{"goheap", "frame"}, want: `"frame" is not CamelCase that ends in a letter (type a name such as RingFrame)`},
		{name: "ends in a digit", args: []string{"goheap", "Frame2"}, want: `"Frame2" is not CamelCase`},
		{name: "a dash", args: []string{"goheap", "Ring-Frame"}, want: `"Ring-Frame" is not CamelCase`},
		{name: "a path", args: []string{"goheap", "../Frame"}, want: `"../Frame" is not CamelCase`},
		{name: "one letter", args: []string{"goheap", "F"}, want: `"F" is not CamelCase`},
		{name: "no room", args: []string{"goheap", strings.Repeat("Frame", 7)}, want: "type a name of 31 letters at most"},
		{name: "known", args: []string{"goheap", "SubSlice"}, want: "there is a scenario SubSlice in scenarios/goheap (type another name)"},
		{name: "known elsewhere, in other letters", args: []string{"goheap", "FileREAD"}, want: "there is a scenario FileRead in scenarios/file"},
		{name: "family in capitals", args: []string{"GoHeap", "Frame"}, want: `"GoHeap" can be no package of scenarios (type a family such as goheap or network)`},
		{name: "family with a dash", args: []string{"go-heap", "Frame"}, want: `"go-heap" can be no package`},
		{name: "family with a slash", args: []string{"../goheap", "Frame"}, want: `"../goheap" can be no package`},
		{name: "family is a keyword", args: []string{"map", "Frame"}, want: `"map" can be no package`},
		{name: "family is a type", args: []string{"string", "Frame"}, want: `"string" can be no package`},
		{name: "family is imported", args: []string{"bench", "Frame"}, want: `"bench" can be no package`},
		{name: "family is no family", args: []string{"kernel", "Frame"}, want: `"kernel" can be no package`},
		{name: "a folder in the way", args: []string{"notes", "Frame"}, want: "scenarios/notes is in the way and holds no scenario of the list (remove it,"},
		{name: "a file in the way", args: []string{"goheap", "Taken"}, want: "scenarios/goheap/taken.go is in the way (remove it, or type another name)"},
		{name: "outside", args: []string{"goheap", "Frame"}, dir: t.TempDir(), want: "this is not the folder of the module github.com/bufbench/bufbench (type: cd"},
	} {
		dir := test.dir
		if dir == "" {
			dir = root
		}
		code, printed, said := started(dir, test.args...)
		if code != exitUsage || printed != "" || strings.Count(said, "\n") != 1 || !strings.Contains(said, test.want) {
			t.Errorf("%s: exit code %d, printed %q, said %q, want 2, nothing and a line with %q", test.name, code, printed, said, test.want)
		}
	}
	if paths := changed(before, files(t, root)); len(paths) > 0 {
		t.Errorf("refusals changed %q", paths)
	}
}
