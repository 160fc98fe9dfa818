package main

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/scenarios"
)

// printVersion says which bufbench this is, as results depend on it.
func printVersion(w io.Writer) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	_, err := io.WriteString(w, versionText(info)+kernelText())
	return err
}

// moduleVersion is the version that a module requires to have this bufbench; empty if
// it was not built from a released one.
func moduleVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || !strings.HasPrefix(info.Main.Version, "v") || strings.Contains(info.Main.Version, "+dirty") {
		return ""
	}
	return info.Main.Version
}

// versionText is the version by what the toolchain wrote into the program.
func versionText(info *debug.BuildInfo) string {
	setting := map[string]string{}
	for _, s := range info.Settings {
		setting[s.Key] = s.Value
	}
	commit := cmp.Or(setting["vcs.revision"], "unknown")
	if setting["vcs.modified"] == "true" {
		commit += ", with changes"
	}
	build := machine.ReadBuild()
	cgo := "off"
	if build.Cgo {
		cgo = "on"
	}
	rows := [][2]string{
		{"bufbench", cmp.Or(info.Main.Version, "(devel)")},
		{"module", cmp.Or(info.Main.Path, "unknown")},
		{"commit", commit},
		{"go", build.Go + " " + runtime.GOOS + "/" + runtime.GOARCH},
		{"cgo", cgo},
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
func kernelText() string {
	var roles []string
	names := map[string][]string{}
	for _, c := range scenarios.References() {
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
