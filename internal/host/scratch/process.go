package scratch

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// OfProcess makes a temporary folder of this process, whose caller removes it. A process
// that is killed leaves its folders, and whoever started it removes them by [RemoveOf]. So
// such a folder needs no lock, and making it looks at no other.
func OfProcess() (string, error) {
	path, err := os.MkdirTemp("", prefixOf(os.Getpid()))
	if err != nil {
		return "", fmt.Errorf("make a temporary folder: %w (TMPDIR names another place)", err)
	}
	return path, nil
}

// RemoveOf removes what a process left of its folders. It has ended, or is about to. One
// that cannot be removed stays: there is nobody to tell.
func RemoveOf(pid int) {
	parent := os.TempDir()
	entries, _ := os.ReadDir(parent)
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), prefixOf(pid)) { // a folder for temporary files may hold very many
			continue
		}
		path := filepath.Join(parent, e.Name())
		info, err := os.Lstat(path)
		if err == nil && info.IsDir() && !foreign(info) {
			remove(path)
		}
	}
}

// prefixOf begins the names of a process's folders.
func prefixOf(pid int) string { return fmt.Sprintf("bufbench-process-%d-", pid) }
