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

// Built says how the programs at some paths were built: what all of them have in common. What
// they do not say, or say differently, stays empty.
func Built(programs ...string) (common machine.Build) {
	for i, path := range programs {
		b := built(path)
		if i == 0 {
			common = b
		}
		common = both(common, b)
	}
	return common
}

func built(path string) machine.Build {
	program, err := os.Open(path)
	if err != nil {
		return machine.Build{}
	}
	defer program.Close()
	b, err := machine.BuildOf(path, program)
	if err != nil {
		return machine.Build{} // no Go program, or one without the section that says it
	}
	return b
}

func both(a, b machine.Build) machine.Build {
	if a.Go != b.Go {
		a.Go = ""
	}
	if a.Cgo != b.Cgo {
		a.Cgo = ""
	}
	if a.Experiment != b.Experiment {
		a.Experiment = ""
	}
	return a
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
