//go:build !unix

package scratch

import (
	"io/fs"
	"os"
	"time"
)

// hold does nothing: without the locks of Unix, age tells what was left behind.
func hold(*os.File) error { return nil }

// abandoned reports whether a folder is so old that its process is gone.
func abandoned(_ *os.File, folder fs.FileInfo) bool {
	return time.Since(folder.ModTime()) > 24*time.Hour
}

// foreign reports whether a folder is of another user: nobody knows.
func foreign(fs.FileInfo) bool { return false }
