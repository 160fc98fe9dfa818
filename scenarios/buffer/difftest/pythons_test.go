package difftest

import (
	"encoding/json"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	installed "github.com/bufbench/bufbench/internal/host/pythons"
)

// python is an interpreter that can make the cases.
type python struct {
	Path    string // the interpreter itself, not a script that starts it
	Version [3]int
	Numpy   bool
	Usable  bool
}

// Name tells versions apart, and two of one version by their folders.
func (p python) Name() string {
	return fmt.Sprintf("%d.%d.%d-in-%s", p.Version[0], p.Version[1], p.Version[2], strings.ReplaceAll(strings.Trim(filepath.Dir(p.Path), "/"), "/", "-"))
}

// probe asks an interpreter what it is. A name on PATH may be a script that
// starts whatever it likes, so the answer counts and not the name.
const probe = `
import json, os, struct, sys
def has(name):
    try:
        __import__(name)
    except ImportError:
        return False
    return True
print(json.dumps({"Path": os.path.realpath(sys.executable), "Version": list(sys.version_info[:3]), "Numpy": has("numpy"),
    "Usable": sys.version_info >= (3, 8) and sys.implementation.name == "cpython" and struct.calcsize("P") == 8 and has("_testbuffer") and has("ctypes")}))
`

// pythons are the usable interpreters among the installed ones. The one with numpy
// comes first.
func pythons(t *testing.T) (found []python) {
	t.Helper()
	asked := map[string]bool{}
	for _, path := range installed.Programs() {
		file, err := filepath.EvalSymlinks(path)
		if err != nil || asked[file] {
			continue
		}
		asked[file] = true
		out, err := exec.Command(path, "-I", "-c", probe).Output()
		var p python
		if err != nil || json.Unmarshal(out, &p) != nil || !p.Usable {
			continue // does not run, is too old, or lacks a module
		}
		if !slices.Contains(found, p) {
			found = append(found, p)
		}
	}
	slices.SortStableFunc(found, func(a, b python) int {
		if a.Numpy != b.Numpy {
			if a.Numpy {
				return -1
			}
			return 1
		}
		return slices.Compare(a.Version[:], b.Version[:])
	})
	return found
}

func sorted(m map[string]int) []string { return slices.Sorted(maps.Keys(m)) }
