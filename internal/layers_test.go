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

// layers say what a package must not know: who and never are expressions for
// import paths, in which "." is this module. Dependencies count through others
// unless the row is about imports only; those that but matches are allowed.
var layers = []struct {
	who, never, but string
	imports         bool
	why             string
}{
	{who: `^\./bench$`, never: `^[^./]+\.|^\./`, but: `^golang\.org/x/sys/`, why: "people's own scenarios download nothing but x/sys"},
	{who: `^\./bench$`, never: `^(testing|flag|runtime/cgo)$`, why: "values come in and go out; benchtest owns testing"},
	{who: `^\./bench/benchtest$`, never: `^[^./]+\.|^\./`, but: `^golang\.org/x/sys/|^\./(bench|internal/interval)$`, why: "it adds testing to bench, and no statistics of its own"},
	{who: `^\./bench/benchmain$`, never: `^[^./]+\.|^\./`, but: `^golang\.org/x/sys/|^\./(bench|internal/(counters|filelock|launch|procfs|wholefile)|scenarios/kernel)$`, why: "people's own programs download nothing but x/sys"},
	{who: `^\./bench/benchmain$`, never: `^(testing|flag)$`, why: "flags are bufbench's"},
	{who: `^\./internal/launch$`, never: `^[^./]+\.|^\./`, but: `^golang\.org/x/sys/|^\./(bench|internal/(counters|filelock|procfs|wholefile))$`, why: "benchmain makes a child of every program of scenarios"},
	{who: `^\./internal/launch$`, never: `^(os/exec|testing|flag)$`, why: "a child starts nothing"},
	{who: `^\./internal/procfs$`, never: `^[^./]+\.|^\./`, why: "it reads files, and a child counts with it"},
	{who: `^\./internal/counters$`, never: `^[^./]+\.|^\./`, but: `^golang\.org/x/sys/`, why: "it asks the kernel, and a child counts with it"},
	{who: `^\./internal/counters$`, never: `^(os/exec|testing|flag)$`, why: "it runs nothing"},
	{who: `^\./scenarios(/|$)`, never: `^(testing|flag|golang\.org/x/perf/.*)$|^\./(internal|cmd)/`, why: "a scenario prints, reads and judges nothing"},
	{who: `^\./scenarios/cpython$`, never: `^[^./]+\.|^\./`, but: `^\./scenarios/buffer$`, why: "the bridge is used without bufbench"},
	{who: `^\./scenarios/buffer$`, never: `^[^./]+\.|^\./|^runtime/cgo$`, why: "the protocol is pure Go and std only"},
	{who: `^\./scenarios/[^/]+$`, never: `^\./scenarios/`, but: `^\./scenarios/(kernel|buffer|cpython)$`, imports: true, why: "one missing library must not break another boundary"},
	{who: `^\./internal/controls$`, never: `^[^./]+\.|^\./`, but: `^golang\.org/x/sys/|^\./(bench|scenarios/kernel|internal/planted)$`, why: "what lies must not know who judges it"},
	{who: `^\./internal/controls$`, never: `^(os/exec|testing|flag)$`, why: "it runs nothing"},
	{who: `^\./internal/planted$`, never: `^[^./]+\.|^\./`, but: `^golang\.org/x/sys/|^\./(bench|scenarios/kernel)$`, why: "a work must not know who judges it"},
	{who: `^\./internal/interval$`, never: `^[^./]+\.|^\./`, why: "values to values: verdict and benchtest share it"},
	{who: `^\./internal/breakeven$`, never: `^[^./]+\.|^\./`, but: `^\./internal/interval$`, why: "it finds crossings, however the times were measured"},
	{who: `^\./internal/breakeven$`, never: `^(os/exec|testing|flag)$`, why: "values to values"},
	{who: `^\./internal/claim$`, never: `^[^./]+\.|^\./`, but: `^\./(bench|internal/(interval|result|verdict))$`, imports: true, why: "it holds what was published against what was measured, and prints nothing"},
	{who: `^\./internal/compare$`, never: `^[^./]+\.|^\./`, but: `^golang\.org/x/perf/|^github\.com/aclements/go-moremath/|^\./internal/(interval|result|verdict)$`, imports: true, why: "lines in, tables and verdicts out, whoever measured and whoever prints"},
	{who: `^\./internal/gate$`, never: `^[^./]+\.|^\./`, but: `^golang\.org/x/perf/|^github\.com/pelletier/go-toml/|^\./(bench|internal/(breakeven|compare|interval|result|verdict))$`, imports: true, why: "values in, outcomes out: it opens no file, measures and prints nothing"},
	{who: `^\./internal/gate$`, never: `^os$`, imports: true, why: "who calls it reads the files"},
	{who: `^\./internal/(result|verdict|claim|compare|gate|report)$`, never: `^\./scenarios(/|$)|^\./internal/runner$|^(os/exec|testing|flag)$`, why: "judging never runs"},
	{who: `^\./internal/result$`, never: `^\./internal/(interval|verdict|report)$`, why: "text has no statistics and no tables"},
	{who: `^\./internal/runner$`, never: `^\./scenarios(/|$)|^\./internal/(interval|result|verdict|report|machine)$`, why: "measuring never judges"},
	{who: `^\./internal/(scratch|procgroup)$`, never: `^[^./]+\.|^\./`, but: `^\./internal/procfs$`, why: "folders and processes, whatever they are for"},
	{who: `^\./internal/(regular|jsonl)$`, never: `^[^./]+\.|^\./`, why: "files and lines, whatever they say"},
	{who: `^\./internal/(filelock|wholefile)$`, never: `^[^./]+\.|^\./|^(os/exec|testing|flag)$`, but: `^golang\.org/x/sys/|^\./internal/filelock$`, why: "files, whatever is in them"},
	{who: `^\./internal/console$`, never: `^[^./]+\.|^\./|^(os|os/exec|testing|flag)$`, why: "text to text, whatever it says and whoever prints"},
	{who: `^\./internal/git$`, never: `^[^./]+\.|^\./`, but: `^\./internal/procgroup$`, why: "it calls git, whatever is asked of it"},
	{who: `^\./internal/revision$`, never: `^[^./]+\.|^\./`, but: `^\./internal/(git|procgroup)$`, why: "files of a revision, whatever becomes of them"},
	{who: `^\./internal/overlay$`, never: `^[^./]+\.|^\./|^os/exec$`, why: "it writes files for a build, whatever is changed"},
	{who: `^\./internal/turns$`, never: `^[^./]+\.|^\./`, but: `^golang\.org/x/sys/|^\./internal/overlay$`, why: "it tells a process its turns, and starts none"},
	{who: `^\./internal/callgrind$`, never: `^[^./]+\.|^\./`, but: `^\./internal/(overlay|procgroup)$`, why: "it counts, and reads and judges nothing"},
	{who: `^\./internal/gotest$`, never: `^[^./]+\.|^\./`, but: `^\./internal/(procgroup|result|turns)$`, imports: true, why: "package testing's flags and output, and no statistics"},
	{who: `^\./internal/alternate$`, never: `^[^./]+\.|^\./`, but: `^\./internal/result$`, imports: true, why: "an order of launches; it is handed a rule"},
	{who: `^\./internal/alternate$`, never: `^(os|os/exec|testing|flag)$`, imports: true, why: "it starts nothing itself"},
	{who: `^\./internal/(ab|alternate|gotest)$`, never: `^\./internal/(verdict|compare|gate|report|runner|machine)$|^\./scenarios(/|$)`, why: "measuring never judges"},
	{who: `^\./internal/codediff$`, never: `^[^./]+\.|^\./|^(os/exec|testing|flag)$`, but: `^golang\.org/x/arch/`, why: "it reads two programs, and runs neither"},
	{who: `^\./internal/pythons$`, never: `^[^./]+\.|^\./|^(testing|flag|runtime/cgo)$`, why: "it runs Pythons and compilers, and embeds neither"},
	{who: `^\./internal/profdiff$`, never: `^[^./]+\.|^\./`, but: `^github\.com/google/pprof/profile$|^\./internal/(interval|regular)$`, why: "it holds two profiles against each other, whoever took them and whoever prints"},
	{who: `^\./internal/profdiff$`, never: `^(os/exec|testing|flag)$`, why: "it runs nothing"},
	{who: `.`, never: `^github\.com/google/pprof/`, but: `^\./internal/profdiff$`, imports: true, why: "profiles are read in one place"},
	{who: `^\./internal/machine$`, never: `^\./`, but: `^\./internal/(console|git|procfs|procgroup)$`, why: "facts of the host, whatever they are for"},
	{who: `.`, never: `^github\.com/olekukonko/`, but: `^\./internal/report$`, imports: true, why: "tables are drawn in one place"},
	{who: `.`, never: `^github\.com/pelletier/go-toml/`, but: `^\./internal/gate$`, imports: true, why: "what a project claims is read in one place"},
	{who: `.`, never: `^github\.com/urfave/cli|^flag$`, but: `^\./cmd/bufbench$|^\./scripts/`, imports: true, why: "flags are read in one place, and in programs of scripts"},
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
			for _, l := range layers {
				known := p.deps
				if l.imports {
					known = p.imports
				}
				if !matches(l.who, name) || l.imports && matches(l.but, name) {
					continue
				}
				for _, d := range known {
					if d != name && matches(l.never, d) && !matches(l.but, d) {
						t.Errorf("-tags %q: %s knows %s, want not: %s", tags, name, d, l.why)
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
