package machine

import (
	"os"
	"runtime"
	"slices"
	"strings"
)

// process is what this process knows of itself. It is nothing where a recorded
// machine is examined.
type process struct {
	known     bool
	maxProcs  int
	arch      string
	settings  []string // name=value, of the environment
	build     Build
	compilers []string // with their versions
}

func thisProcess() process {
	return process{
		known: true, maxProcs: runtime.GOMAXPROCS(0), arch: runtime.GOARCH, settings: telling(os.Environ()),
		build: ReadBuild(), compilers: compilersHere(),
	}
}

// telling are the settings that change times without a word of them in results.
func telling(environment []string) (found []string) {
	names := []string{"GOGC", "GOMEMLIMIT", "GODEBUG", "LD_PRELOAD", "GLIBC_TUNABLES", "PYTHONMALLOC"}
	for _, setting := range environment {
		name, value, _ := strings.Cut(setting, "=")
		if value != "" && (slices.Contains(names, name) || strings.HasPrefix(name, "MALLOC_")) {
			found = append(found, setting)
		}
	}
	slices.Sort(found)
	return found
}
