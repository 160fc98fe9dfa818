// Package record keeps the results of this machine as text: the heading of the text, the
// name of its file, and the file while it grows.
//
// It does not know how anything was measured.
package record

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/result"
)

// Heading returns the heading of a text of benchmarks that are measured now, on this
// machine. b says how the benchmarks were built.
func Heading(b machine.Build, comments ...string) result.Heading {
	facts := machine.Read("/")
	h := result.Heading{Machine: machine.ID(facts), Started: time.Now(), Units: units(), Comments: comments}
	for _, s := range machine.Config(facts, b) {
		h.Config = append(h.Config, [2]string{s.Key, s.Value})
	}
	return h
}

// units names the better direction of each unit, and the exact units.
func units() []string {
	return []string{"Unit allocs/op better=lower assume=exact", "Unit " + result.Instructions + " better=lower assume=exact"}
}

// Folder returns the folder of results outside of any repository: one in the user's cache.
func Folder() string {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	return filepath.Join(cache, "bufbench")
}

// Path returns the path of a text in a folder of results. Kind says how it was measured,
// and of names what was measured.
func Path(folder string, h result.Heading, kind, of string) string {
	return filepath.Join(folder, h.Machine, fmt.Sprintf("%s-%s-%s.txt", kind, h.Started.UTC().Format("20060102T150405.000Z"), of))
}

// Name returns the name of a benchmark as package testing prints it.
func Name(name string, procs int) string {
	if procs > 1 {
		name += "-" + strconv.Itoa(procs)
	}
	return name
}
