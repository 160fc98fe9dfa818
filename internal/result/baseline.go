package result

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/wholefile"
)

// baselineName is what a baseline may be called: it becomes a file.
var baselineName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,100}$`)

// IsBaselineName reports whether a baseline may have that name.
func IsBaselineName(name string) bool { return baselineName.MatchString(name) }

// SaveBaseline keeps a text as the baseline of a machine under a name, in place
// of the one that had it, and returns its path. The file is there whole or not
// at all.
func SaveBaseline(dir, machine, name string, text []byte) (path string, err error) {
	if !IsBaselineName(name) {
		return "", fmt.Errorf("a baseline cannot be called %q (take letters, digits, dots, hyphens and underlines)", name)
	}
	folder := filepath.Join(dir, machine, baselines)
	if err := wholefile.MakeFolder(folder); err != nil {
		return "", fmt.Errorf("make the folder of baselines: %w", err)
	}
	head := fmt.Appendf(nil, baselineHead+"\n%s\n", startedAt(time.Now(), "baseline-"+name, machine))
	if bytes.HasPrefix(text, []byte(ownHead)) && bytes.Contains(text, []byte(" machine "+machine+"\n")) {
		head = nil // it says so itself
	}
	path = filepath.Join(folder, name+".txt")
	if err := wholefile.Write(path, slices.Concat(head, text)); err != nil {
		return "", fmt.Errorf("write the baseline: %w", err)
	}
	return path, nil
}

// baselineHead is the first line of a baseline whose text does not name its machine.
const baselineHead = ownHead + "a baseline"

// baselines is the folder of baselines below that of a machine.
const baselines = "baselines"

// FindBaseline is the path of the baseline of that name for a machine. If there is
// none, the error names the machines with one.
func FindBaseline(dir, machine, name string) (string, error) {
	path := filepath.Join(dir, machine, baselines, name+".txt")
	_, err := os.Stat(path)
	if err == nil {
		return path, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("look for the baseline: %w", err)
	}
	mend := fmt.Sprintf("save one here: bufbench check -save %s", name)
	var others []string
	machines, _ := os.ReadDir(dir) // without one there are no others
	for _, m := range machines {
		if _, err := os.Stat(filepath.Join(dir, m.Name(), baselines, name+".txt")); err == nil {
			others = append(others, m.Name())
		}
	}
	if len(others) > 0 {
		return "", &NoBaseline{fmt.Sprintf("there is no baseline %s of this machine, %s; it is of %s, and holds for that machine only (%s)", name, machine, strings.Join(others, ", "), mend)}
	}
	return "", &NoBaseline{fmt.Sprintf("there is no baseline %s of this machine, %s, in %s (%s)", name, machine, dir, mend)}
}

// NoBaseline is the error of [FindBaseline] where nobody has saved one.
type NoBaseline struct{ text string }

// Error implements error.
func (n *NoBaseline) Error() string { return n.text }
