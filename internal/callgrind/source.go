package callgrind

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
)

// source is a Go file that gets another text.
type source struct {
	path  string
	text  []byte
	files *token.FileSet
	tree  *ast.File
	edits []edit
}

// edit puts text in the place of length bytes at an offset of a file.
type edit struct {
	at, length int
	text       string
}

// open parses the file at path, where slashes separate, below folder.
func open(folder, path string) (*source, error) {
	path = filepath.Join(folder, filepath.FromSlash(path))
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	s := &source{path: path, text: text, files: token.NewFileSet()}
	s.tree, err = parser.ParseFile(s.files, path, text, parser.SkipObjectResolution)
	return s, err
}

// put notes an edit. Lines stay where they are if the text has none of its own,
// so that positions in the binary are those of the file.
func (s *source) put(at token.Pos, length int, text string) {
	s.edits = append(s.edits, edit{s.files.Position(at).Offset, length, text})
}

// edited is the text with all edits.
func (s *source) edited() []byte {
	slices.SortFunc(s.edits, func(x, y edit) int { return x.at - y.at })
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
