package internal_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

// largestZip is the limit of the zip of the module, in bytes: the code alone, and room for
// some more.
const largestZip = 3 << 20

// tracked is the path of a tracked file, relative to the root of the module.
type tracked string

func (f tracked) local() string                { return filepath.Join("..", filepath.FromSlash(string(f))) }
func (f tracked) Path() string                 { return string(f) }
func (f tracked) Lstat() (os.FileInfo, error)  { return os.Lstat(f.local()) }
func (f tracked) Open() (io.ReadCloser, error) { return os.Open(f.local()) }

// TestModuleZip builds the zip that everybody downloads, and holds its size. Results
// are a module of their own.
func TestModuleZip(t *testing.T) {
	list, err := exec.Command("git", "-C", "..", "ls-files", "-z").Output()
	if err != nil {
		t.Skipf("this is no checkout of git: %v", err)
	}
	var files []zip.File
	for name := range strings.SplitSeq(strings.TrimSuffix(string(list), "\x00"), "\x00") {
		if _, err := tracked(name).Lstat(); err == nil { // else it is deleted, and not committed yet
			files = append(files, tracked(name))
		}
	}
	checked, err := zip.CheckFiles(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range checked.Valid {
		if strings.HasPrefix(name, "results/") {
			t.Errorf("the zip has %s", name)
		}
	}
	var size counter
	if err := zip.Create(&size, module.Version{Path: "github.com/bufbench/bufbench", Version: "v0.1.0"}, files); err != nil {
		t.Fatal(err)
	}
	if size > largestZip {
		t.Errorf("the module's zip has %d bytes, want at most %d", size, largestZip)
	}
}

// counter counts the bytes that are written to it.
type counter int64

// Write implements [io.Writer].
func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
