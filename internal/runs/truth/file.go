package truth

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/bufbench/bufbench/internal/host/regular"
	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/option"
)

// File holds the calibrations of one machine, one JSON document per line. It does not
// know the documents but for their machine and version of Go.
type File struct {
	folder string // of the machine's results; its base is the machine's name
}

// FileIn is the file in the folder of a machine's results.
func FileIn(folder string) File { return File{folder} }

// newFile makes the folder of a machine among results, for its file.
func newFile(results, machine string) (File, error) {
	f := FileIn(filepath.Join(results, machine))
	if err := wholefile.MakeFolder(f.folder); err != nil {
		return f, &option.Hint{Err: fmt.Errorf("make the results folder: %w", err), Option: "results", Text: "names another"}
	}
	return f, nil
}

// Path is where the file is.
func (f File) Path() string { return filepath.Join(f.folder, "calibration.jsonl") }

// Keep adds the document of a calibration.
func (f File) Keep(document any) error {
	line, err := json.Marshal(document)
	if err != nil {
		return fmt.Errorf("keep the calibration: %w", err)
	}
	if err := wholefile.Append(f.Path(), append(line, '\n')); err != nil {
		return fmt.Errorf("keep the calibration: %w", err)
	}
	return nil
}

// head is the part of a document that names its machine.
type head struct {
	Machine string `json:"machine"`
	Go      string `json:"go"`
}

// Last returns the last document of this machine and this version of Go. It skips an
// unreadable line: that was cut short, or another version of this program wrote it.
func Last[Document any](f File) (last Document, known bool) {
	const limit = 16 << 20
	text, err := regular.ReadFile(f.Path(), limit)
	if err != nil {
		return last, false
	}
	want := head{filepath.Base(f.folder), runtime.Version()}
	for _, line := range slices.Backward(bytes.Split(text, []byte("\n"))) {
		var got head
		var document Document
		if json.Unmarshal(line, &got) == nil && got == want && json.Unmarshal(line, &document) == nil {
			return document, true
		}
	}
	return last, false
}
