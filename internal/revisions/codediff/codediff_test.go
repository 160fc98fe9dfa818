package codediff

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

const path = "example.com/m/sum.v1"

// benchmarks are those of testdata/program.txtar.
var benchmarks = []string{"BenchmarkTable", "BenchmarkShapes", "BenchmarkName", "BenchmarkClosure", "BenchmarkSwitch", "BenchmarkGeneric", "BenchmarkAny", "BenchmarkGlobal", "BenchmarkOther"}

// edit is a change of the program.
type edit struct{ file, old, text string }

// build builds the program for a platform such as "linux/arm64", with changes and
// flags of go build.
func build(t *testing.T, platform string, edits []edit, flags ...string) string {
	t.Helper()
	dir := t.TempDir()
	archive, err := txtar.ParseFile("testdata/program.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range edits {
		i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == e.file })
		if i < 0 {
			archive.Files = append(archive.Files, txtar.File{Name: e.file, Data: []byte(e.text)})
			continue
		}
		f := &archive.Files[i]
		if strings.Count(string(f.Data), e.old) != 1 {
			t.Fatalf("%q is not once in %s", e.old, e.file)
		}
		f.Data = []byte(strings.Replace(string(f.Data), e.old, e.text, 1))
	}
	for _, f := range archive.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "program")
	cmd := exec.Command("go", append(append([]string{"build", "-o", out}, flags...), ".")...)
	cmd.Dir = dir
	goos, goarch, _ := strings.Cut(platform, "/")
	cmd.Env = append(cmd.Environ(), "CGO_ENABLED=0", "GOEXPERIMENT=", "GOFLAGS=", "GOWORK=off", "GOOS="+goos, "GOARCH="+goarch)
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return out
}

// open is Open for what must be readable.
func open(t *testing.T, path string) *Image {
	t.Helper()
	m, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

const source = "sum.v1/sum.go"

// front is a file whose functions the linker puts in front of all others, with
// strings and types of its own.
var front = edit{file: "sum.v1/aaa.go", text: `package sum

type extra struct{ a, b, c string }

func (e extra) area() int { return len(e.a) }

var Extra = extra{"in front of", "all", "other strings"}

//go:noinline
func Added(i int) shape {
	if i > 3 {
		return extra{a: "nothing that was there before"}
	}
	return Extra
}
`}

// call has main call what front adds, so that it is linked.
var call = edit{"main.go", "sum.BenchmarkTable(2)", "println(sum.Added(2) != nil)\n\tsum.BenchmarkTable(2)"}

// TestBenchmark: only what runs different code, or reads different constants, is
// different; wherever the linker puts it.
func TestBenchmark(t *testing.T) {
	unchanged := build(t, "linux/amd64", nil)
	for _, test := range []struct {
		name      string
		edits     []edit
		different []string
		function  string // that must be named
	}{
		{name: "nothing"},
		{name: "moved", edits: []edit{front, call}},
		{name: "table", edits: []edit{front, call, {source, "7, 8}", "7, 9}"}}, different: []string{"BenchmarkTable"}, function: path + ".table"},
		{name: "instruction", edits: []edit{{source, "n + 40", "n + 41"}}, different: []string{"BenchmarkOther"}, function: path + ".other"},
		{name: "interface", edits: []edit{front, call, {source, "s.side * s.side", "s.side * s.side * 5"}}, different: []string{"BenchmarkShapes"}, function: path + ".(*square).area"},
		{name: "assertion", edits: []edit{front, call, {source, `return "dynamic"`, `return "dynamite"`}}, different: []string{"BenchmarkAny"}, function: path + ".dynamic.String"},
		{name: "string", edits: []edit{front, call, {source, `"nought"`, `"nougat"`}}, different: []string{"BenchmarkName"}},
		{name: "longer string", edits: []edit{{source, `"nought"`, `"noughts"`}}, different: []string{"BenchmarkName"}, function: path + ".name"},
		{name: "closure", edits: []edit{{source, "i * 3", "i * 5"}}, different: []string{"BenchmarkClosure"}},
		{name: "string of a table", edits: []edit{front, call, {source, `"three"`, `"threw"`}}, different: []string{"BenchmarkSwitch"}},
		{name: "case", edits: []edit{{source, "return 99", "return 98"}}, different: []string{"BenchmarkSwitch"}, function: path + ".kind"},
		{name: "generic", edits: []edit{front, call, {source, "x > y", "x >= y"}}, different: []string{"BenchmarkGeneric"}},
		{name: "field", edits: []edit{{source, "dynamic struct{ a, b int }", "dynamic struct{ a, b, c int }"}, {source, "dynamic{n, n}", "dynamic{n, n, n}"}}, different: []string{"BenchmarkAny"}},
		{name: "tag", edits: []edit{{source, "dynamic struct{ a, b int }", "dynamic struct { a int `json:\"x\"`; b int }"}}, different: []string{"BenchmarkAny"}},
		{name: "another variable", edits: []edit{front, call, {source, "range few {", "range many {"}}, different: []string{"BenchmarkGlobal"}},
		{name: "a variable renamed", edits: []edit{{source, "var few, many", "var some, many"}, {source, "range few {", "range some {"}}},
		{name: "renumbered", edits: []edit{{source, "	s := 0\n	each(", "	each(1, func(int) {})\n	s := 0\n	each("}}, different: []string{"BenchmarkClosure"}},
		{name: "comment", edits: []edit{{source, "var sink any", "// sink takes it all.\n\nvar sink any"}}},
		{name: "renamed", edits: []edit{{source, "func other(", "func another("}, {source, "sink = other(", "sink = another("}}},
		{
			name: "init", edits: []edit{{file: "sum.v1/set.go", text: "package sum\n\nfunc init() { table[0]++ }\n"}},
			different: benchmarks, function: path + ".init.0",
		},
		{
			name: "init of a module that one side lacks", edits: []edit{
				{"go.mod", "go 1.24\n", "go 1.24\n\nrequire example.com/other v0.0.0\n\nreplace example.com/other => ./other\n"},
				{file: "other/go.mod", text: "module example.com/other\n\ngo 1.24\n"},
				{file: "other/other.go", text: "package other\n\nvar Calls int\n\nfunc init() { Calls++ }\n"},
				{file: "sum.v1/set.go", text: "package sum\n\nimport _ \"example.com/other\"\n"},
			},
			different: benchmarks, function: "example.com/other.init.0",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			base, head := open(t, unchanged), open(t, build(t, "linux/amd64", test.edits))
			check(t, Compare(base, head), test.different, test.function)
			check(t, Compare(head, base), test.different, test.function)
		})
	}
}

// check holds the answers to all benchmarks against the names of those that differ.
func check(t *testing.T, c *Comparison, different []string, function string) {
	t.Helper()
	for _, name := range benchmarks {
		got, want := c.Benchmark(path, name+"/part=1"), Same
		if slices.Contains(different, name) {
			want = Different
		}
		if got.Verdict != want {
			t.Errorf("%s is %v (%s %v), want %v", name, got.Verdict, got.Why, got.Differences, want)
		}
		named := slices.ContainsFunc(got.Differences, func(d Difference) bool { return unescape(d.Name) == function })
		if want == Different && function != "" && !named {
			t.Errorf("%s differs in %v, want %s", name, got.Differences, function)
		}
	}
}

// TestPlatforms: what other platforms run is compared as well.
func TestPlatforms(t *testing.T) {
	edits := []edit{front, call, {source, "7, 8}", "7, 9}"}, {source, "s.side * s.side", "s.side * s.side * 5"}, {source, `"nought"`, `"nougat"`}}
	for _, platform := range []string{"linux/arm64", "darwin/arm64", "darwin/amd64"} {
		t.Run(platform, func(t *testing.T) {
			t.Parallel()
			base, head := open(t, build(t, platform, nil)), open(t, build(t, platform, edits))
			check(t, Compare(base, head), []string{"BenchmarkTable", "BenchmarkShapes", "BenchmarkName"}, "")
		})
	}
}

// TestRelocatable: in a program that is loaded anywhere, pointers stand in the
// loader's table.
func TestRelocatable(t *testing.T) {
	edits := []edit{front, call, {source, `"three"`, `"threw"`}}
	base, head := open(t, build(t, "linux/amd64", nil, "-buildmode=pie")), open(t, build(t, "linux/amd64", edits, "-buildmode=pie"))
	check(t, Compare(base, head), []string{"BenchmarkSwitch"}, "")
}

// TestUnknown: what cannot be compared is never called the same.
func TestUnknown(t *testing.T) {
	plain := build(t, "linux/amd64", nil)
	for name, test := range map[string]struct {
		flags []string
		want  string
	}{
		"stripped":  {[]string{"-ldflags=-s -w"}, "it has no symbols"},
		"settings":  {[]string{"-gcflags=-N"}, "built with -gcflags="},
		"trimpath":  {[]string{"-trimpath"}, "built with -trimpath="},
		"no others": {nil, "not found in both programs"},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := Open(build(t, "linux/amd64", nil, test.flags...))
			why := ""
			if err != nil {
				why = err.Error()
			} else if a := Compare(open(t, plain), m).Benchmark(path, "BenchmarkMissing"); a.Verdict == Unknown {
				why = a.Why
			}
			if !strings.Contains(why, test.want) {
				t.Errorf("the reason is %q, want %q", why, test.want)
			}
		})
	}
	for name, text := range map[string]string{"text": "#!/bin/sh\n", "empty": "", "cut": head(t, plain, 4096)} {
		file := filepath.Join(t.TempDir(), "p")
		if err := os.WriteFile(file, []byte(text), 0o777); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(file); err == nil {
			t.Errorf("%s: it was read as a program", name)
		}
	}
}

// head is the first n bytes of a file.
func head(t *testing.T, file string, n int) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data[:n])
}
