package machine

import (
	"os"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

func TestConfig(t *testing.T) {
	f := Facts{
		CPU:    CPU{Model: "AMD EPYC", Microcode: "0x1", Cores: 2},
		Memory: Memory{Total: 1 << 30, PageSize: 4096, THP: "madvise"},
		System: System{OS: "linux", Arch: "amd64", Kernel: "6.18.44\n\x00injected: 1"},
		Load:   3,
	}
	tests := []struct {
		name  string
		facts Facts
		build Build
		want  []Setting
	}{
		{
			"all", f,
			Build{Go: "go1.26.8", Cgo: "on", Experiment: "simd"},
			[]Setting{
				{"goos", "linux"},
				{"goarch", "amd64"},
				{"cpu", "AMD EPYC"},
				{"kernel", "6.18.44 injected: 1"},
				{"thp", "madvise"},
				{"pagesize", "4096"},
				{"go", "go1.26.8"},
				{"cgo", "on"},
				{"goexperiment", "simd"},
			},
		},
		{"nothing known", Facts{}, Build{}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Config(tt.facts, tt.build); !slices.Equal(got, tt.want) {
				t.Errorf("Config = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestConfigHere(t *testing.T) {
	key := regexp.MustCompile(`^[a-z][a-z0-9]*$`)
	for _, s := range Config(Read("/"), ReadBuild()) {
		if !key.MatchString(s.Key) || s.Value == "" || strings.ContainsAny(s.Value, "\r\n") {
			t.Errorf("Config holds %q: %q, want a plain key and one line", s.Key, s.Value)
		}
	}
}

func TestBuild(t *testing.T) {
	tests := []struct {
		version  string
		settings []debug.BuildSetting
		want     Build
	}{
		{"go1.26.8", nil, Build{Go: "go1.26.8"}},
		{"go1.26.8-X:simd", nil, Build{Go: "go1.26.8", Experiment: "simd"}},
		{"go1.22.1 X:arenas,rangefunc", nil, Build{Go: "go1.22.1", Experiment: "arenas,rangefunc"}},
		{"go1.26.8", []debug.BuildSetting{{Key: "CGO_ENABLED", Value: "1"}}, Build{Go: "go1.26.8", Cgo: "on"}},
		{
			"go1.26.8-X:simd",
			[]debug.BuildSetting{{Key: "CGO_ENABLED", Value: "0"}, {Key: "GOEXPERIMENT", Value: "simd"}},
			Build{Go: "go1.26.8", Cgo: "off", Experiment: "simd"},
		},
	}
	for _, tt := range tests {
		if got := build(tt.version, tt.settings); got != tt.want {
			t.Errorf("build(%q, %v) = %+v, want %+v", tt.version, tt.settings, got, tt.want)
		}
	}
}

// TestBuildOf reads the test's own executable as if it were another's.
func TestBuildOf(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.Open(self)
	if err != nil {
		t.Fatal(err)
	}
	defer program.Close()
	if got, err := BuildOf(self, program); err != nil || got.Go != ReadBuild().Go || got.Cgo != ReadBuild().Cgo {
		t.Errorf("BuildOf(this program) = %+v, %v, want %+v", got, err, ReadBuild())
	}
	if got, err := BuildOf("config.go", strings.NewReader("package machine\n")); err == nil || !strings.HasPrefix(err.Error(), "how config.go was built: ") {
		t.Errorf("BuildOf(a text) = %+v, %v, want an error", got, err)
	}
}
