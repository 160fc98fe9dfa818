package record

import (
	"cmp"
	"fmt"
	"path/filepath"
	"time"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
)

// File keeps results as Go benchmark text while they are measured, now and then, and at
// the end.
type File struct {
	Path string
	kept time.Time // of the last writing
}

// keepEvery is the maximum measuring time that a power failure may cost.
const keepEvery = 5 * time.Second

// NewFile makes sure that the file at a [Path] can be written. Without a folder it is in
// [Folder].
func NewFile(folder string, h result.Heading, kind, of string) (*File, error) {
	f := &File{Path: Path(cmp.Or(folder, Folder()), h, kind, of), kept: time.Now()}
	return f, unkept(result.Reserve(filepath.Dir(f.Path)))
}

// Due reports whether the last writing is so long ago that it is time for the next.
func (f *File) Due() bool { return time.Since(f.kept) > keepEvery }

// Write writes a text to the file, whole or not at all.
func (f *File) Write(text []byte) error {
	f.kept = time.Now()
	return unkept(result.Keep(f.Path, text))
}

func unkept(err error) error {
	if err == nil {
		return nil
	}
	return &option.Hint{Err: fmt.Errorf("keep what was measured: %w", err), Option: "results", Text: "names another folder"}
}
