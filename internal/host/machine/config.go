package machine

import (
	"debug/buildinfo"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
)

// Setting is one configuration line of the Go benchmark format.
type Setting struct {
	Key   string // lower case, without spaces
	Value string // one line, not empty
}

// Build is how the measuring program was built.
type Build struct {
	Go         string // version of Go, such as go1.26.8
	Cgo        string // on or off; empty if nobody knows
	Experiment string // GOEXPERIMENT, or ""
}

// ReadBuild states how this program was built, as far as the toolchain
// recorded it.
func ReadBuild() Build {
	var settings []debug.BuildSetting
	if info, ok := debug.ReadBuildInfo(); ok {
		settings = info.Settings
	}
	return build(runtime.Version(), settings)
}

// BuildOf states how another program was built. It returns an error if this is not a
// Go program.
func BuildOf(name string, program io.ReaderAt) (Build, error) {
	info, err := buildinfo.Read(program)
	if err != nil {
		return Build{}, fmt.Errorf("how %s was built: %w", name, err)
	}
	return build(info.GoVersion, info.Settings), nil
}

// build takes apart what the toolchain recorded. A version may carry the
// experiments: go1.26.8-X:simd.
func build(version string, settings []debug.BuildSetting) Build {
	number, experiment, _ := strings.Cut(version, "X:")
	b := Build{Go: strings.TrimRight(number, "- "), Experiment: experiment}
	for _, s := range settings {
		switch s.Key {
		case "CGO_ENABLED":
			b.Cgo = "off"
			if s.Value == "1" {
				b.Cgo = "on"
			}
		case "GOEXPERIMENT":
			b.Experiment = s.Value
		}
	}
	return b
}

// Config is what makes results comparable: results whose lines differ do not
// belong in one table. The order is fixed; what is not known is left out. What
// varies from run to run (load, commit, date) is not among it.
func Config(f Facts, b Build) []Setting {
	pageSize := ""
	if f.Memory.PageSize > 0 {
		pageSize = strconv.Itoa(f.Memory.PageSize)
	}
	all := []Setting{
		{"goos", f.System.OS},
		{"goarch", f.System.Arch},
		{"cpu", f.CPU.Model},
		{"kernel", f.System.Kernel},
		{"thp", f.Memory.THP},
		{"pagesize", pageSize},
		{"go", b.Go},
		{"cgo", b.Cgo},
		{"goexperiment", b.Experiment},
	}
	var known []Setting
	for _, s := range all {
		if s.Value = oneLine(s.Value); s.Value != "" {
			known = append(known, s)
		}
	}
	return known
}

// oneLine is s with every run of space and control characters as one space.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f }), " ")
}
