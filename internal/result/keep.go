package result

import (
	"bytes"
	"path/filepath"

	"github.com/bufbench/bufbench/internal/host/wholefile"
)

// Keep writes a text into a folder of results, which it makes. When it returns nil
// the whole text is on the disk; otherwise the file is what it was before.
func Keep(path string, text []byte) error {
	if err := wholefile.MakeFolder(filepath.Dir(path)); err != nil {
		return err
	}
	return wholefile.Write(path, text)
}

// Reserve makes a folder of results and proves that it can take some.
func Reserve(folder string) error {
	if err := wholefile.MakeFolder(folder); err != nil {
		return err
	}
	return reserve(folder)
}

// reserve proves that the folder can take a run: an unwritable or full one is
// said before measuring, not after.
func reserve(folder string) error {
	const room = 256 << 10
	f, err := wholefile.Create(filepath.Join(folder, "room"))
	if err != nil {
		return err
	}
	defer f.Discard()
	if _, err = f.Write(bytes.Repeat([]byte("#"), room)); err != nil {
		return err
	}
	return f.Sync()
}
