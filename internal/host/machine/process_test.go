package machine

import (
	"slices"
	"testing"
)

func TestTelling(t *testing.T) {
	got := telling([]string{"PATH=/bin", "MALLOC_ARENA_MAX=1", "GOGC=off", "GODEBUG=", "MALLOCX=1", "GOMAXPROCS=1", "LD_PRELOAD=/lib/j.so"})
	if want := []string{"GOGC=off", "LD_PRELOAD=/lib/j.so", "MALLOC_ARENA_MAX=1"}; !slices.Equal(got, want) {
		t.Errorf("telling = %q, want %q", got, want)
	}
}

func TestVersioned(t *testing.T) {
	tests := []struct{ program, said, want string }{
		{"gcc", "gcc (Debian 12.2.0-14+deb12u1) 12.2.0\nCopyright (C) 2022", "gcc 12.2.0"},
		{"gcc", "gcc (GCC) 13.2.1 20230801", "gcc 13.2.1"},
		{"clang", "Ubuntu clang version 18.1.3 (1ubuntu1)\nTarget: x86_64-pc-linux-gnu", "clang 18.1.3"},
		{"cc", "Apple clang version 15.0.0 (clang-1500.3.9.4)", "cc 15.0.0"},
		{"cc", "no numbers", "cc"},
		{"cc", "", "cc"},
	}
	for _, tt := range tests {
		if got := versioned(tt.program, tt.said); got != tt.want {
			t.Errorf("versioned(%q, %q) = %q, want %q", tt.program, tt.said, got, tt.want)
		}
	}
}

func TestProgramOf(t *testing.T) {
	for setting, want := range map[string]string{"gcc": "gcc", " ccache  gcc-13 -m64": "gcc-13", "/opt/bin/cc": "/opt/bin/cc", "": "", "ccache": ""} {
		if got := programOf(setting); got != want {
			t.Errorf("programOf(%q) = %q, want %q", setting, got, want)
		}
	}
}

// TestProcess: what is said of a process, of which testdata knows nothing.
func TestProcess(t *testing.T) {
	full := Build{Go: "go1.26.8", Cgo: "on", Experiment: "simd"}
	debian := files{"usr/bin/apt-get": "", "usr/bin/dnf": ""}
	tests := []struct {
		name string
		tree files
		of   process
		look func(exam) (Finding, bool)
		want Finding // without the reason
	}{
		{"all of it", nil, process{build: full, arch: "amd64"}, exam.build, Finding{Seen: "go1.26.8, cgo, simd", Grade: OK}},
		{
			"no simd", nil,
			process{build: Build{Go: "go1.26.8", Cgo: "on"}, arch: "amd64"},
			exam.build,
			Finding{Seen: "go1.26.8, cgo", Grade: Note, Try: "GOEXPERIMENT=simd go build -tags clibs,cpython -o bufbench ./cmd/bufbench"},
		},
		{"no simd to be had", nil, process{build: Build{Go: "go1.26.8", Cgo: "on"}, arch: "arm64"}, exam.build, Finding{Seen: "go1.26.8, cgo", Grade: OK}},
		{
			"no cgo", nil,
			process{build: Build{Go: "go1.26.8", Experiment: "simd"}, arch: "amd64"},
			exam.build,
			Finding{Seen: "go1.26.8, no cgo, simd", Grade: Note, Try: "CGO_ENABLED=1 go build -tags clibs,cpython -o bufbench ./cmd/bufbench"},
		},
		{"nothing set", nil, process{}, exam.settings, Finding{Seen: "none", Grade: OK}},
		{
			"settings", nil,
			process{settings: []string{"GOGC=off", "LD_PRELOAD=/x=y"}},
			exam.settings,
			Finding{Seen: "GOGC=off, LD_PRELOAD=/x=y", Grade: Warn, Try: "unset GOGC LD_PRELOAD"},
		},
		{"compilers", nil, process{compilers: []string{"gcc 12.2.0", "clang 14.0.6"}}, exam.compilers, Finding{Seen: "gcc 12.2.0, clang 14.0.6", Grade: OK}},
		{"none", nil, process{}, exam.compilers, Finding{Seen: "none", Grade: Note}},
		{"none on Debian", debian, process{}, exam.compilers, Finding{Seen: "none", Grade: Note, Try: "sudo apt-get install gcc libc6-dev"}},
		{"none on Alpine", files{"sbin/apk": ""}, process{}, exam.compilers, Finding{Seen: "none", Grade: Note, Try: "sudo apk add gcc musl-dev"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.of.known = true
			got, known := tt.look(exam{tree: treeOf(tt.tree.grow(t)), process: tt.of})
			if got.Why = ""; got != tt.want || !known {
				t.Errorf("%+v, %t, want %+v", got, known, tt.want)
			}
		})
	}
}

func TestInstall(t *testing.T) {
	tests := []struct {
		name string
		tree files
		want string
	}{
		{"Debian", files{"usr/bin/apt-get": ""}, "sudo apt-get install b c"},
		{"Arch", files{"usr/bin/pacman": ""}, "sudo pacman -S a"},
		{"Fedora, which has no name for it", files{"usr/bin/dnf": ""}, ""},
		{"another", nil, ""},
	}
	for _, tt := range tests {
		if got := Install(tt.tree.grow(t), map[string]string{"apt-get": "b c", "pacman": "a"}); got != tt.want {
			t.Errorf("%s: Install = %q, want %q", tt.name, got, tt.want)
		}
	}
}
