package machine

import (
	"fmt"
	"slices"
	"strings"
)

// procs is GOMAXPROCS against the quota and the CPUs that are allowed. Go rounds
// a quota up, and never takes fewer than two where there are two.
func (e exam) procs() (Finding, bool) {
	n, mine := e.process.maxProcs, e.affinity()
	if n == 0 {
		return Finding{}, false
	}
	p, limited := e.portion()
	f := Finding{Seen: fmt.Sprint(n), Grade: OK}
	switch {
	case limited && float64(n) > p.cpus && (mine == 0 || p.cpus < float64(mine)):
		f.Seen += ", and the quota is " + count(p.cpus)
		f.Grade, f.Why = Warn, "that many threads use up the quota before its period ends"
		f.Try = fmt.Sprintf("export GOMAXPROCS=%d", max(int(p.cpus), 1))
		if n == 1 {
			f.Try = "" // fewer there cannot be
		}
	case mine > 0 && n > mine:
		f.Seen += ", on " + count(mine)
		f.Grade, f.Try = Warn, fmt.Sprintf("export GOMAXPROCS=%d", mine)
	case mine > n && !(limited && p.cpus < float64(n+1)):
		f.Seen += ", of " + count(mine)
		f.Grade, f.Try = Note, "unset GOMAXPROCS"
		if n == 1 {
			f.Grade, f.Why = Warn, "the collector and the work take turns"
		}
	}
	return f, true
}

// settings is whether the environment changes how programs run.
func (e exam) settings() (Finding, bool) {
	found := e.process.settings
	switch {
	case !e.process.known:
		return Finding{}, false
	case len(found) == 0:
		return Finding{Seen: "none", Grade: OK}, true
	}
	names := make([]string, len(found))
	for i, setting := range found {
		names[i], _, _ = strings.Cut(setting, "=")
	}
	return Finding{Seen: strings.Join(found, ", "), Grade: Warn, Try: "unset " + strings.Join(names, " ")}, true
}

// build is what this program was built with.
func (e exam) build() (Finding, bool) {
	b := e.process.build
	if !e.process.known {
		return Finding{}, false
	}
	seen := []string{b.Go}
	f := Finding{Grade: Note}
	simd := slices.Contains(strings.Split(b.Experiment, ","), "simd")
	switch {
	case b.Cgo != "on":
		seen = append(seen, "no cgo")
		f.Why = "without cgo the scenarios of C and Python are left out"
		f.Try = "CGO_ENABLED=1 go build -tags clibs,cpython -o bufbench ./cmd/bufbench"
	case e.process.arch == "amd64" && !simd:
		f.Why = "without simd what reads the bytes is slower, and copies seem cheaper"
		f.Try = "GOEXPERIMENT=simd go build -tags clibs,cpython -o bufbench ./cmd/bufbench"
	default:
		f.Grade = OK
	}
	if b.Cgo == "on" {
		seen = append(seen, "cgo")
	}
	if b.Experiment != "" {
		seen = append(seen, b.Experiment)
	}
	f.Seen = strings.Join(seen, ", ")
	return f, true
}

// compilers is whether C can be compiled here.
func (e exam) compilers() (Finding, bool) {
	switch found := e.process.compilers; {
	case !e.process.known:
		return Finding{}, false
	case len(found) == 0:
		return Finding{Seen: "none", Grade: Note, Try: Install(string(e.Tree), map[string]string{
			"apt-get": "gcc libc6-dev", "dnf": "gcc", "pacman": "gcc", "zypper": "gcc", "apk": "gcc musl-dev",
		})}, true
	default:
		return Finding{Seen: strings.Join(found, ", "), Grade: OK}, true
	}
}
