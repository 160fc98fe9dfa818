package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/cli/exit"
)

// elsewhere are beginnings of commands that this test does not run, each with the reason:
// another test runs it, or it needs more than a test may do.
var elsewhere = []struct{ begins, why string }{
	{"go install ", "needs the network; TestOtherModule builds in another module"},
	{"go get ", "needs the network; TestOtherModule builds in another module"},
	{"sudo apt-get ", "changes the machine; scripts/setup.sh has the same list"},
	{"go run golang.org/x/perf/", "reads results of hours; compare does the same"},
	{"go run ./scripts/article", "scripts/article runs itself"},
	{"go build -buildmode=c-shared ", "buffer_example has a test that builds it so"},
	{"python3 ", "buffer_example has a test that imports it"},
	{"go test ", "scripts/test.sh runs every arm under go test -bench"},
	{"bufbench run -resume ", "TestResume"},
	{"bufbench init", "needs a module that requires bufbench; internal/runs/starter tests it in one"},
	{"go run . ", "is of the program that init wrote; internal/runs/starter tests that"},
	{"bufbench track show -db ", "needs PostgreSQL, which the script track_db starts"},
	{"git ", "prepares what the next command reads, which the test has prepared"},
}

// shorter are commands with flags by which they take seconds, by how they begin.
var shorter = [][2]string{
	{"bufbench run -budget 10m", "bufbench run -budget 1s -sizes 4KiB -passes 1"},
	{"bufbench run ", "bufbench run -count 2 -selftest=false "},
	{"bufbench ab --cmd", "bufbench ab -count 4 -fail-on never --cmd"},
	{"bufbench ab --base main --metric", "bufbench ab -fail-on never --base main --metric"},
	{"bufbench ab ", "bufbench ab -count 4 -fail-on never -layout 1 "},
	{"bufbench profile ", "bufbench profile -count 1 -samples 20ms "},
	{"bufbench track changes", "bufbench track changes -fail-on never"},
	{"bufbench track backfill ", "bufbench track backfill -count 2 -max-time 200ms "},
	{"bufbench threshold ", "bufbench threshold -max-time 1ms -to 1KiB "},
	{"bufbench doctor -calibrate", "bufbench doctor -calibrate -max-time 1s"},
}

// fewer replaces sizes, conditions and packages that would take minutes.
var fewer = strings.NewReplacer(
	"4KiB..64MiB*4", "4KiB..16KiB*4",
	"-passes 0 ", "-passes 0 -sizes 4KiB ",
	"cache=hot,ring,cold", "cache=hot,cold",
	"ballast=0,512MiB", "ballast=0,128MiB",
	"-layout 8", "-layout 4",
	"./...", "./codec",
)

// named are the scenarios by which the documents run commands.
var named = regexp.MustCompile(`SubSlice|CMemory|GetBufferInfo`)

// commandsOf are the commands in the sh blocks of a document.
func commandsOf(markdown string) []string {
	var all []string
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(markdown, -1) {
		for line := range strings.Lines(block[1]) {
			line, _, _ = strings.Cut(line, " #")
			if line = strings.TrimSpace(line); line != "" {
				all = append(all, line)
			}
		}
	}
	return all
}

// brief is a command that takes seconds; a run of all scenarios is one of SubSlice.
func brief(command string) string {
	command = fewer.Replace(command)
	if strings.HasPrefix(command, "bufbench run ") && !named.MatchString(command) {
		command += " SubSlice"
	}
	for _, s := range shorter {
		if rest, is := strings.CutPrefix(command, s[0]); is {
			return s[1] + rest
		}
	}
	return command
}

// TestDocs runs every command of README.md and docs/ in a repository whose benchmarks are
// short. What a machine lacks is said, and is no failure of a document.
func TestDocs(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip(err)
	}
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := documented(t)
	ran := map[string]bool{}
	for _, file := range append([]string{"../../README.md"}, files...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, command := range commandsOf(string(text)) {
			if !ran[command] {
				t.Run(filepath.Base(file)+": "+command, func(t *testing.T) { documentedRun(t, dir, command) })
			}
			ran[command] = true
		}
	}
	if len(ran) < 20 {
		t.Errorf("the documents have %d commands, want 20 at least", len(ran))
	}
}

func documentedRun(t *testing.T, dir, command string) {
	for _, e := range elsewhere {
		if strings.HasPrefix(command, e.begins) {
			t.Skip(e.why)
		}
	}
	if !strings.HasPrefix(command, "bufbench ") {
		t.Fatal("nobody runs it")
	}
	cmd := exec.Command("sh", "-c", brief(command))
	cmd.Dir = filepath.Join(dir, "repo")
	cmd.Env = append(os.Environ(), "PATH="+filepath.Join(dir, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"),
		"GOCACHE="+goCache(t), "XDG_CACHE_HOME="+filepath.Join(dir, "cache"), "BASE=HEAD")
	out, err := cmd.CombinedOutput()
	if strings.HasPrefix(command, "bufbench threshold ") && cmd.ProcessState.ExitCode() == exit.Undecided {
		return // in so short a time
	}
	for _, lack := range []string{"cannot run here", "skipped: ", "valgrind"} {
		if err != nil && strings.Contains(string(out), lack) {
			t.Skipf("%v: %s", err, out)
		}
	}
	if err != nil {
		t.Errorf("%s: %v:\n%s", brief(command), err, out)
	}
}

// documented makes the folder in which the commands of the documents run: the program,
// and a repository with the revisions and files that they name.
func documented(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "bin"), 0o777); err != nil {
		t.Fatal(err)
	}
	copySelf(t, filepath.Join(dir, "bin", "bufbench"))
	repo := filepath.Join(dir, "repo")
	write := func(name, text string, mode os.FileMode) {
		path := filepath.Join(repo, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(repo, os.DirFS("testdata/manual")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(repo, "own"), os.DirFS("testdata/own")); err != nil { // the benchmarks of docs/own.md
		t.Fatal(err)
	}
	const body = "package codec\n\nimport \"testing\"\n\nfunc BenchmarkDecode(b *testing.B) {\n\tfor range b.N {\n\t\tfor i := range %s {\n\t\t\tsink += i\n\t\t}\n\t}\n}\n\nvar sink int\n"
	write("go.mod", "module example.com/codec\n\ngo 1.22\n", 0o666)
	write("codec/codec.go", "package codec\n", 0o666)
	write("codec/codec_test.go", strings.Replace(body, "%s", "100", 1), 0o666)
	for _, name := range []string{"old", "new"} {
		write(name, "#!/bin/sh\n", 0o777)
	}
	git(t, repo, "init", "--quiet", "--initial-branch=main")
	git(t, repo, "add", ".")
	git(t, repo, "commit", "--quiet", "--message=first")
	git(t, repo, "tag", "v1.2.0")
	git(t, repo, "update-ref", "refs/remotes/origin/main", "HEAD")
	git(t, repo, "switch", "--quiet", "--create", "topic")
	write("codec/codec_test.go", strings.Replace(body, "%s", "2000", 1), 0o666) // so many that no layouts are measured
	git(t, repo, "commit", "--quiet", "--all", "--message=second")
	git(t, repo, "tag", "v1.3.0")
	if err := os.CopyFS(dir, os.DirFS("testdata/manual")); err != nil { // what git show writes in docs/ci.md
		t.Fatal(err)
	}
	write("../bufbench.ack.toml", "", 0o666)
	return dir
}

// goCache is the folder of the go command for builds. The tests set another folder of
// caches, and would hide it.
func goCache(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v: %s", strings.Join(args, " "), err, out)
	}
}

// TestREADMESize: whoever opens the project reads the README to its end.
func TestREADMESize(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(string(text), "\n"); lines > 220 || len(text) > 14<<10 {
		t.Errorf("README.md has %d lines and %d bytes, want at most 220 and %d", lines, len(text), 14<<10)
	}
}

func TestCommandsOf(t *testing.T) {
	got := commandsOf("text\n```sh\nbufbench run A   # slowly\n\ngo build\n```\n```go\nbufbench x\n```\n")
	if want := []string{"bufbench run A", "go build"}; !slices.Equal(got, want) {
		t.Errorf("commandsOf = %q, want %q", got, want)
	}
}

// TestBrief: flags stand in front, and a run of everything is one of a scenario.
func TestBrief(t *testing.T) {
	for command, want := range map[string]string{
		"bufbench run -quick":        "bufbench run -count 2 -selftest=false -quick SubSlice",
		"bufbench run CMemory -v":    "bufbench run -count 2 -selftest=false CMemory -v",
		"bufbench run -budget 10m":   "bufbench run -budget 1s -sizes 4KiB -passes 1 SubSlice",
		"bufbench ab --base x ./...": "bufbench ab -count 4 -fail-on never -layout 1 --base x ./codec",
		"bufbench compare old.txt":   "bufbench compare old.txt",
	} {
		if got := brief(command); got != want {
			t.Errorf("brief(%q) = %q, want %q", command, got, want)
		}
	}
}
