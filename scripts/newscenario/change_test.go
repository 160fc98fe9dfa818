package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whichever file cannot be written, the others are as they were.
func TestAllOrNothing(t *testing.T) {
	good := []change{{path: "list.go", text: []byte("longer")}, {path: "fresh/a.go", text: []byte("a")}, {path: "fresh/b.go", text: []byte("b")}}
	for _, test := range []struct {
		name string
		bad  []change
		want string // the path at which it fails; none if it does not
	}{
		{name: "nothing fails"},
		{"a folder that cannot be made", []change{{path: "list.go/below/a.go"}}, "list.go/below/a.go"},
		{"a folder that is a file", []change{{path: "list.go/a.go"}}, "list.go/a.go"},
		{"a file that is a folder", []change{{path: "full"}}, "full"},
	} {
		root := t.TempDir()
		for path, text := range map[string]string{"list.go": "short", "full/x": "x"} {
			path = filepath.Join(root, path)
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		before := files(t, root)
		err := apply(root, append(good[:len(good):len(good)], test.bad...))
		paths := changed(before, files(t, root))
		switch {
		case test.want == "":
			if err != nil || len(paths) != 4 { // three files and a folder
				t.Errorf("%s: changed %q, error %v, want 4 paths", test.name, paths, err)
			}
		case err == nil || !strings.Contains(err.Error(), "write "+test.want+": ") || len(paths) > 0:
			t.Errorf("%s: changed %q, error %v, want nothing and an error about %s", test.name, paths, err, test.want)
		}
	}
}
