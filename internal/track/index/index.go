package index

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"

	"github.com/bufbench/bufbench/internal/track/series"
)

// Index is the index of one record.
type Index struct {
	Path  string                           // its file
	Least int64                            // it is used for records of so many bytes; 0 is all of them
	Say   func(format string, args ...any) // told why the text is read in its place
}

// Least is the size from which a record is read faster by its index.
const Least = 1 << 20

// PathOf is where the index of a folder is: in the user's cache. It is empty if there is
// no such folder.
func PathOf(folder string) string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	whole, err := filepath.Abs(folder)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256([]byte(whole))
	return filepath.Join(cache, "bufbench", "track", hex.EncodeToString(sum[:8])+".sqlite")
}

// Collect reads files of a record, as [series.Collect] does, and brings the index up to
// date. If it cannot use the index it reads the text.
func (x Index) Collect(ctx context.Context, files []string) *series.Collection {
	if x.Path == "" || !atLeast(files, x.Least) {
		return series.Collect(files)
	}
	s, err := open(ctx, x.Path)
	if err != nil {
		if !errors.Is(err, errBusy) {
			x.Say("the record is read without its index: %v", err)
		}
		return series.Collect(files)
	}
	defer s.db.Close()
	c := series.Join(len(files), func(i int) *series.File { return s.read(ctx, files[i]) })
	s.forget(ctx, files)
	if s.failed != nil && ctx.Err() == nil {
		x.Say("the index %s is not up to date, and the next command reads more text: %v", x.Path, s.failed)
	}
	return c
}

// atLeast reports whether files have so many bytes together.
func atLeast(files []string, least int64) bool {
	var size int64
	for _, path := range files {
		if size >= least {
			return true
		}
		if info, err := os.Stat(path); err == nil {
			size += info.Size()
		}
	}
	return size >= least
}
