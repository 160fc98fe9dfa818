package codediff

import (
	"debug/buildinfo"
	"fmt"
	"strings"
)

// differentSetting returns a reason why the standard library and the runtime of two
// programs may differ, or "".
func differentSetting(base, head *buildinfo.BuildInfo) string {
	if base.GoVersion != head.GoVersion {
		return fmt.Sprintf("built by %s and %s", base.GoVersion, head.GoVersion)
	}
	set := [2]map[string]string{{}, {}}
	for i, info := range []*buildinfo.BuildInfo{base, head} {
		for _, s := range info.Settings {
			if !strings.HasPrefix(s.Key, "vcs") {
				set[i][s.Key] = s.Value
			}
		}
	}
	for i, s := range set {
		for key, value := range s {
			if other := set[1-i][key]; other != value {
				return fmt.Sprintf("built with %s=%s and %s", key, set[0][key], set[1][key])
			}
		}
	}
	if set[0]["-pgo"] != "" {
		return "built with a profile (-pgo), which changes the standard library too"
	}
	return ""
}

// modules returns the modules of a program without the standard library.
func modules(info *buildinfo.BuildInfo) []string {
	all := []string{"command-line-arguments"}
	if info.Main.Path != "" {
		all = append(all, info.Main.Path)
	}
	for _, m := range info.Deps {
		all = append(all, m.Path)
	}
	return all
}
