package internal_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// texts are the modules with which Go benchmark text is read.
const texts = `^golang\.org/x/(sys|perf|text)/|^github\.com/aclements/go-moremath/`

// stores are the modules that scenarios measure, and what these need.
const stores = `^go\.etcd\.io/bbolt|^github\.com/tetratelabs/wazero|^modernc\.org/|^github\.com/(dustin/go-humanize|google/uuid|mattn/go-isatty|ncruces/go-strftime|remyoudompheng/bigfft)`

// said are the packages of what is said to a child and by it.
const said = `internal/measure/(launch|events|loop|proof|reference)`

// spies are packages of the standard library that only children need.
const spies = `^(runtime/pprof|os/signal|os/exec)$`

// rules say what packages may need, directly or not. who and may are expressions for
// import paths, in which "." is this module: of this module and of other people's, the
// packages that who matches need only those that may matches. never names packages of
// the standard library that they must not need.
var rules = []struct{ who, may, never, why string }{
	// What people build upon.
	{`^\./bench$`, `^$`, `^(testing|flag|runtime/cgo)$`, "the vocabulary of scenarios is std only"},
	{`^\./bench/benchtest$`, `^golang\.org/x/sys/|^\./(bench|internal/measure/(loop|clocks|proof)|internal/judge/(interval|breakeven))$`, ``, "it adds testing to bench, and no statistics of its own"},
	{`^\./bench/benchmain$`, `^golang\.org/x/sys/|^\./(bench|internal/(host|measure)/.*|scenarios/kernel)$`, `^(testing|flag)$`, "people's own programs download nothing but x/sys, and flags are bufbench's"},
	{`^\./scenarios/buffer$`, `^$`, `^runtime/cgo$`, "the protocol is pure Go and std only"},
	{`^\./scenarios/cpython$`, `^\./scenarios/buffer$`, ``, "the bridge is used without bufbench"},
	{`^\./scenarios/[^/]+$`, stores + `|^golang\.org/x/sys/|^\./(bench|internal/measure/reference|internal/host/(scratch|procfs)|scenarios/(kernel|buffer|cpython))$`, `^(testing|flag)$`, "a scenario prints, reads and judges nothing, and knows no other boundary"},

	// The wings.
	{`^\./internal/host/[^/]+$`, `^golang\.org/x/(sys|term)(/|$)|^github\.com/klauspost/cpuid/|^\./internal/host/`, `^testing$`, "files, processes and the machine, whatever they are for"},
	{`^\./internal/measure/`, `^golang\.org/x/sys/|^\./(bench|internal/(measure|host)/.*|scenarios/kernel)$`, `^(testing|flag)$`, "measuring never judges"},
	{`^\./internal/revisions/`, texts + `|^golang\.org/x/arch/|^github\.com/google/pprof/profile$|^\./(bench|internal/(revisions|host)/.*|internal/judge/interval|` + said + `|internal/(result|option))$`, ``, "two sides are made ready and measured, and not judged"},
	{`^\./internal/result$`, texts + `|^\./(bench|internal/host/.*|` + said + `)$`, `^(os/exec|testing|flag)$`, "text has no statistics and no tables"},
	{`^\./internal/judge/`, texts + `|^github\.com/pelletier/go-toml/|^\./(bench|internal/(judge|host)/.*|internal/track/trend|` + said + `|internal/(option|result))$`, `^(os/exec|testing|flag)$`, "judging never runs"},
	{`^\./internal/track/(imports|order|record|series|trend)$`, texts + `|^golang\.org/x/mod/|^\./(bench|internal/(track|host)/.*|internal/revisions/revision|internal/judge/interval|` + said + `|internal/(option|result))$`, `^(testing|flag)$`, "a record is kept and read, and judges nothing"},
	{`^\./internal/track/(index|store|tables)$`, ``, `^(testing|flag)$`, "databases hold what was read of a record, and judge nothing"},
	{`^\./internal/runs/`, ``, `^testing$`, "a run is a value: it knows no command line"},
	{`^\./internal/(report|page)$`, ``, `^(os/exec|testing|flag)$`, "printing never runs"},
	{`^\./internal/cli/`, ``, `^testing$`, "a command links no test"},

	// Rooms with a rule of their own.
	{`^\./internal/host/(regular|jsonl|procfs|pythons|console)$`, `^$`, `^runtime/cgo$`, "std only"},
	{`^\./internal/host/console$`, `^$`, `^(os|os/exec)$`, "text to text, whoever prints"},
	{`^\./internal/host/(filelock|wholefile)$`, `^golang\.org/x/sys/|^\./internal/host/filelock$`, `^os/exec$`, "files, whatever is in them"},
	{`^\./internal/measure/(child|counters|plant)$`, `^golang\.org/x/sys/|^\./(bench|internal/(measure|host)/.*|scenarios/kernel)$`, `^os/exec$`, "a child starts nothing"},
	{`^\./internal/measure/(events|reference|loop|proof)$`, `^\./(bench|internal/measure/loop)$`, spies, "values, and no system calls of ours"},
	{`^\./internal/measure/launch$`, `^\./(bench|` + said + `)$`, spies, "what is said to a child and by it, which everybody reads"},
	{`^\./internal/(result|report|judge/[^/]+)$`, ``, spies, "who reads records links no profiler and no signals"},
	{`^\./internal/cli/(exit|help|output|streams|version)$`, `^[^.]|^\./(bench|internal/((cli|host|judge|measure|revisions|track)/.*|option|report|result)|scenarios/kernel)$`, ``, "documents, errors and words: they start no run"},
	{`^\./internal/judge/interval$`, `^$`, ``, "values to values: verdict and benchtest share it"},
	{`^\./internal/judge/history$`, `^github\.com/aclements/go-moremath/|^\./internal/judge/interval$`, ``, "it finds changes in values, whatever commits and files they are of"},
	{`^\./internal/judge/breakeven$`, `^\./internal/judge/interval$`, ``, "it finds crossings, however the times were measured"},
	{`^\./internal/track/trend$`, `^$`, `^(os|os/exec)$`, "values, which whoever judges and prints may read"},
	{`^\./internal/track/(record|series|imports)$`, ``, `^os/exec$`, "text and values: only order asks git"},
	{`^\./internal/revisions/shell$`, `^golang\.org/x/sys/|^\./internal/host/.*`, ``, "command lines, whatever they are for"},
	{`^\./internal/revisions/listing$`, `^golang\.org/x/(arch|sys|text)/|^github\.com/google/pprof/profile$|^\./internal/(host/.*|judge/interval|option|revisions/profdiff)$`, `^os/exec$`, "it reads a program and its source, and runs neither"},
	{`^\./internal/revisions/codediff$`, `^golang\.org/x/arch/`, `^os/exec$`, "it reads two programs, and runs neither"},
}

// doors are packages of other people, each with the one room that may import it.
var doors = []struct{ to, room, why string }{
	{`^github\.com/google/pprof/`, `^\./internal/revisions/profdiff$`, "profiles are read in one place"},
	{`^github\.com/olekukonko/`, `^\./internal/report$`, "tables are drawn in one place"},
	{`^github\.com/pelletier/go-toml/`, `^\./internal/judge/gate$`, "what a project claims is read in one place"},
	{`^github\.com/jackc/pgx`, `^\./internal/track/store$`, "PostgreSQL is reached in one place"},
	{`^github\.com/pressly/goose`, `^\./internal/track/(index|store|tables)$`, "tables are made in one place, of two dialects"},
	{`^\./internal/track/(index|store)$`, `^\./internal/cli/trackcmd$`, "whoever links two databases is compiled with them: only the command is"},
	{`^go\.etcd\.io/bbolt`, `^\./scenarios/store$`, "the mapped store is one scenario's"},
	{`^modernc\.org/`, `^\./(scenarios/store|internal/track/index)$`, "SQLite takes long to compile: who does not need it does not link it"},
	{`^github\.com/tetratelabs/wazero`, `^\./scenarios/wasm$`, "guests of WebAssembly are one scenario's"},
	{`^github\.com/urfave/cli|^flag$`, `^\./(cmd/bufbench$|internal/cli/|scripts/)`, "flags are read by commands, and in programs of scripts"},
	{`^\./internal/cli/`, `^\./(internal/cli|cmd)/`, "only commands know the command line"},
	{`^\./internal/host/machine$`, `^\./(internal/(cli|runs)|cmd)/`, "what is measured does not depend on the machine's settings, and who judges does not look at this machine"},
	{`^\./internal/judge/(verdict|compare|gate|claim)$`, `^\./(internal/(cli|judge|report|runs)|cmd|scripts)(/|$)`, "whoever measures does not judge"},
	{`^\./internal/report$`, `^\./(internal/(page$|cli/|runs/)|cmd/|scripts/)`, "printing is the last step; the outcome of a run makes its document"},
}

func TestLayers(t *testing.T) {
	// A cached result holds until a file changes that the test itself looked at.
	filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != ".." {
			return fs.SkipDir
		}
		os.Stat(path)
		return err
	})
	for _, tags := range []string{"", "cpython", "clibs", "clibs,cpython"} {
		for name, p := range packages(t, tags) {
			for _, r := range rules {
				if !matches(r.who, name) {
					continue
				}
				for _, d := range p.deps {
					ours := strings.HasPrefix(d, "./") || strings.Contains(strings.Split(d, "/")[0], ".")
					if d != name && (ours && r.may != "" && !matches(r.may, d) || matches(r.never, d)) {
						t.Errorf("-tags %q: %s knows %s, want not: %s", tags, name, d, r.why)
					}
				}
			}
			for _, door := range doors {
				for _, d := range p.imports {
					if matches(door.to, d) && !matches(door.room, name) {
						t.Errorf("-tags %q: %s imports %s, want not: %s", tags, name, d, door.why)
					}
				}
			}
		}
	}
}

// known are what a package imports, and all that it needs.
type known struct{ imports, deps []string }

// packages asks the go command for the packages of this module.
func packages(t *testing.T, tags string) map[string]known {
	t.Helper()
	const module = "github.com/bufbench/bufbench"
	cmd := exec.Command("go", "list", "-tags", tags, "-f", `{{.ImportPath}};{{join .Imports " "}};{{join .Deps " "}}`, module+"/...")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v: %s", err, &stderr)
	}
	found := map[string]known{}
	for line := range strings.Lines(strings.ReplaceAll(string(out), module, ".")) {
		part := strings.Split(strings.TrimSpace(line), ";")
		found[part[0]] = known{strings.Fields(part[1]), strings.Fields(part[2])}
	}
	return found
}

func matches(pattern, s string) bool {
	return pattern != "" && regexp.MustCompile(pattern).MatchString(s)
}
