// Package version says which bufbench this is, because results depend on it. The toolchain
// wrote that into the program.
package version

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// Print prints the module, its build and the kernels of the build.
func Print(w io.Writer, kernels []reference.Candidate) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	_, err := io.WriteString(w, text(info)+kernelText(kernels))
	return err
}

// Module is the version that a module requires to have this bufbench; empty if
// it was not built from a released one.
func Module() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || !strings.HasPrefix(info.Main.Version, "v") || strings.Contains(info.Main.Version, "+dirty") {
		return ""
	}
	return info.Main.Version
}

// text is the version by what the toolchain wrote into the program.
func text(info *debug.BuildInfo) string {
	setting := map[string]string{}
	for _, s := range info.Settings {
		setting[s.Key] = s.Value
	}
	commit := cmp.Or(setting["vcs.revision"], "unknown")
	if setting["vcs.modified"] == "true" {
		commit += ", with changes"
	}
	build := machine.ReadBuild()
	rows := [][2]string{
		{"bufbench", cmp.Or(info.Main.Version, "(devel)")},
		{"module", cmp.Or(info.Main.Path, "unknown")},
		{"commit", commit},
		{"go", build.Go + " " + runtime.GOOS + "/" + runtime.GOARCH},
		{"cgo", cmp.Or(build.Cgo, "unknown")},
		{"goexperiment", cmp.Or(build.Experiment, "none")},
		{"tags", cmp.Or(setting["-tags"], "none")},
	}
	var out strings.Builder
	for _, row := range rows {
		fmt.Fprintf(&out, "%-20s %s\n", row[0], row[1])
	}
	return out.String()
}

// kernelText names the kernels of this build by their roles: reading, copying, and probes
// of the machine.
func kernelText(kernels []reference.Candidate) string {
	var roles []string
	names := map[string][]string{}
	for _, c := range kernels {
		if names[c.Role] == nil {
			roles = append(roles, c.Role)
		}
		names[c.Role] = append(names[c.Role], c.Name)
	}
	var out strings.Builder
	for _, role := range roles {
		fmt.Fprintf(&out, "%-20s %s\n", role, strings.Join(names[role], ", "))
	}
	return out.String()
}
