package version

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestText(t *testing.T) {
	info := &debug.BuildInfo{
		Main:     debug.Module{Path: "github.com/bufbench/bufbench", Version: "v0.3.0"},
		Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "0123abc"}, {Key: "vcs.modified", Value: "true"}, {Key: "-tags", Value: "clibs,cpython"}},
	}
	got := text(info)
	for _, want := range []string{
		"bufbench             v0.3.0\n", "module               github.com/bufbench/bufbench\n", "commit               0123abc, with changes\n", "tags                 clibs,cpython\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the version is\n%s, which lacks %q", got, want)
		}
	}
	if got := text(&debug.BuildInfo{}); !strings.Contains(got, "bufbench             (devel)\n") || !strings.Contains(got, "commit               unknown\n") {
		t.Errorf("without a word of the toolchain the version is\n%s", got)
	}
}
