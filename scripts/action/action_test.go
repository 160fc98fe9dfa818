// Package action_test runs the steps of action.yml as a runner of GitHub does, on
// repositories of its own.
package action_test

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// needs skips a test where this machine cannot be a runner.
func needs(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the action's runner of this test is bash on a path with slashes")
	}
	for _, name := range []string{"bash", "git", "go"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%v: install it", err)
		}
	}
}

// pullRequest is the event of one.
func (j job) pullRequest(base, head string) job {
	j.github = map[string]string{"event.pull_request.base.sha": base, "event.pull_request.head.sha": head}
	j.event = fmt.Sprintf(`{"action": "synchronize", "number": 7, "pull_request": {"number": 7, "base": {"ref": "main", "sha": %q}, "head": {"ref": "change", "sha": %q}}}`, base, head)
	return j
}

// push is the event of one.
func (j job) push(before, after string) job {
	j.github = map[string]string{"event.before": before}
	j.event = fmt.Sprintf(`{"ref": "refs/heads/main", "before": %q, "after": %q, "forced": false}`, before, after)
	return j
}

// quickly are inputs for a measurement of a second, by which much more work is seen
// whatever else the machine does.
func quickly(more ...string) map[string]string {
	with := map[string]string{"count": "20", "max-time": "2s"}
	for i := 0; i < len(more); i += 2 {
		with[more[i]] = more[i+1]
	}
	return with
}

// unmeasured are inputs with which everything is done but measuring.
func unmeasured(more ...string) map[string]string {
	return quickly(append([]string{"bench", "^NoneIsCalledThat$"}, more...)...)
}

// untouched fails where a file has come about that a hostile text makes.
func untouched(t *testing.T, dirs ...string) {
	t.Helper()
	for _, dir := range append(dirs, ".") {
		filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Name() == "pwned" {
				t.Errorf("%s was made: a text was executed", path)
			}
			return nil
		})
	}
}

// failed prints what a job said.
func (r ran) failed(t *testing.T, format string, args ...any) {
	t.Helper()
	t.Errorf(format+"\nlog:\n%s", append(args, r.log)...)
}

// TestWorse is a pull request that does much more work, whose base has moved on
// since the event, in a clone of depth 1.
func TestWorse(t *testing.T) {
	needs(t)
	origin := newRepo(t)
	stale := origin.git("rev-parse", "HEAD")
	origin.git("checkout", "--quiet", "-b", "change")
	origin.write("sums/sums_test.go", slower(sums))
	head := origin.commit("much more work")
	origin.git("checkout", "--quiet", "main")
	origin.write("README.md", "sums\n")
	base := origin.commit("others' work")
	origin.git("checkout", "--quiet", "--detach")
	origin.git("merge", "--quiet", "--no-ff", "--message", "merge", "change")
	merge := origin.git("rev-parse", "HEAD")
	origin.git("branch", "merged", merge)

	r := job{dir: origin.checkout(merge).dir, with: quickly(), env: gitEnv}.pullRequest(stale, head).run(t)
	if r.code != 1 || r.outputs["verdict"] != "worse" {
		r.failed(t, "exit code %d, verdict %q, want 1 and worse", r.code, r.outputs["verdict"])
	}
	if len(r.commands) != 1 || !strings.HasPrefix(r.commands[0].properties, "file=sums/sums_test.go,line=7,title=bufbench ab%3A worse") || !strings.HasPrefix(r.commands[0].data, "Sum") {
		r.failed(t, "commands %q, want one annotation on the line of the benchmark", r.commands)
	}
	report := read(t, r.outputs["report"])
	if r.summary != report || !strings.Contains(report, "1 worse") {
		t.Errorf("the summary is %q, the report %q, want the same, with 1 worse", r.summary, report)
	}
	if want := "base: " + base; !strings.Contains(report, want) {
		t.Errorf("the report has no %q, which the pull request is merged into:\n%s", want, report)
	}
	var of struct{ Counts struct{ Worse int } }
	if err := json.Unmarshal([]byte(read(t, r.outputs["json"])), &of); err != nil || of.Counts.Worse != 1 {
		t.Errorf("the JSON counts %d worse (%v), want 1", of.Counts.Worse, err)
	}
	if texts, _ := filepath.Glob(filepath.Join(r.outputs["results"], "*", "*.txt")); len(texts) != 1 {
		t.Errorf("results has %q, want one text", texts)
	}
}

// TestSame is a push that changes no code, with the commit before it fetched.
func TestSame(t *testing.T) {
	needs(t)
	origin := newRepo(t)
	before := origin.git("rev-parse", "HEAD")
	origin.write("README.md", "sums\n")
	after := origin.commit("readme")
	for _, test := range []struct{ name, before string }{
		{"by the event", before},
		{"by depth", strings.Repeat("0", 40)}, // the branch begins: HEAD~1
	} {
		with := quickly("threshold", "50%") // which no chance is beyond
		if test.name == "by depth" {
			with = unmeasured()
		}
		checkout := origin.checkout(after)
		r := job{dir: checkout.dir, with: with, env: gitEnv}.push(test.before, after).run(t)
		if !strings.Contains(r.log, "building 2 test binaries of "+before[:9]+" and "+after[:9]) {
			r.failed(t, "%s: the base is not %s", test.name, before)
		}
		if test.name == "by depth" {
			continue
		}
		if word := r.outputs["verdict"]; r.code != 0 || word == "worse" || word == "failed" || word == "" || len(r.commands) > 0 {
			r.failed(t, "%s: exit code %d, verdict %q, commands %q, want 0 and none", test.name, r.code, word, r.commands)
		}
	}
}

// TestBroken is a pull request that does not build.
func TestBroken(t *testing.T) {
	needs(t)
	origin := newRepo(t)
	base := origin.git("rev-parse", "HEAD")
	origin.write("sums/sums_test.go", sums+"\nvar _ = missing\n")
	head := origin.commit("broken")
	r := job{dir: origin.checkout(head).dir, with: quickly(), env: gitEnv}.pullRequest(base, head).run(t)
	if r.code != 3 || r.outputs["verdict"] != "failed" || r.outputs["json"] != "" {
		r.failed(t, "exit code %d, outputs %q, want 3, failed and no JSON", r.code, r.outputs)
	}
	if len(r.commands) != 1 || r.commands[0].name != "error" || !strings.Contains(r.commands[0].data, "does not build") {
		r.failed(t, "commands %q, want one annotation that says what does not build", r.commands)
	}
	if report := read(t, r.outputs["report"]); r.summary != report || !strings.Contains(report, "sums_test.go:15:9: undefined: missing") {
		t.Errorf("the report is %q, want the compiler's words", report)
	}
}

// TestHostileBranches compares with branches whose names are programs.
func TestHostileBranches(t *testing.T) {
	needs(t)
	origin := newRepo(t)
	base := origin.git("rev-parse", "HEAD")
	names := []string{"$(touch${IFS}pwned)", "a;touch${IFS}pwned", "`touch${IFS}pwned`", "-option", "--upload-pack=touch${IFS}pwned", "a|touch${IFS}pwned", "é&%0A#error"}
	for _, name := range names {
		origin.git("update-ref", "refs/heads/"+name, base)
	}
	origin.git("update-ref", "refs/tags/$(touch${IFS}pwned)tag", base)
	head := origin.commit("head")
	for _, name := range append(names, "origin/"+names[0], "refs/heads/"+names[1], "$(touch${IFS}pwned)tag") {
		checkout := origin.checkout(head)
		r := job{dir: checkout.dir, with: unmeasured("base", name), env: gitEnv, until: "base"}.push(head, head).run(t)
		if got := r.step["base"]; r.code != 0 || got == "" || checkout.git("rev-parse", "--verify", "--end-of-options", got+"^{commit}") != base {
			r.failed(t, "base %q: exit code %d, the base is %q, want a name of %s", name, r.code, got, base)
		}
		if len(r.commands) > 0 {
			r.failed(t, "base %q: a command was forged: %q", name, r.commands)
		}
		untouched(t, origin.dir, checkout.dir)
	}
	checkout := origin.checkout(head)
	r := job{dir: checkout.dir, with: unmeasured("base", names[0], "head", names[3]), env: gitEnv}.push(head, head).run(t)
	if want := "building 2 test binaries of " + base[:9] + " and " + base[:9]; r.code != 3 || !strings.Contains(r.log, want) {
		r.failed(t, "base %q, head %q: exit code %d, want 3 and %q", names[0], names[3], r.code, want)
	}
	untouched(t, origin.dir, checkout.dir)
}

// hostile is a benchmark whose names and output are orders to everybody who reads
// them; ' stands for a backtick.
const hostile = `package sums

import (
	"fmt"
	"os"
	"testing"
)

var sink int

func work(b *testing.B) {
	for i := 0; i < b.N; i++ {
		for n := 0; n < 1000; n++ {
			sink += n
		}
	}
}

func BenchmarkHostile(b *testing.B) {
	fmt.Println("::error file=evil.go,line=1::forged")
	fmt.Println("  ::set-output name=verdict::better")
	for _, name := range []string{"GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE", "GITHUB_STEP_SUMMARY"} {
		if path := os.Getenv(name); path != "" {
			os.WriteFile(path, []byte("verdict=forged\n"), 0o666)
		}
	}
	for _, name := range []string{
		"a\n::error::forged", "##[set-output name=verdict]better", "x$(touch pwned)'touch pwned';touch pwned", "${{ github.token }}<b>@all|%0A::error::forged",
	} {
		b.Run(name, work)
	}
	b.Run("fails", func(b *testing.B) { b.Fatal("\n::error::forged\n##[error]forged") })
	b.Run("panics", func(b *testing.B) { panic("\n::set-env name=PATH::forged\n") })
}
`

// TestHostileBenchmarks measures benchmarks that pretend to be everything else.
func TestHostileBenchmarks(t *testing.T) {
	needs(t)
	hostile := strings.ReplaceAll(hostile, "'", "`")
	origin := newRepo(t)
	origin.write("sums/sums_test.go", hostile)
	base := origin.commit("hostile")
	origin.write("sums/sums_test.go", slower(hostile))
	head := origin.commit("hostile, and much more work")
	checkout := origin.checkout(head)
	r := job{dir: checkout.dir, with: quickly(), env: gitEnv}.pullRequest(base, head).run(t)
	if r.code != 3 || r.outputs["verdict"] != "failed" {
		r.failed(t, "exit code %d, verdict %q, want 3 and failed: a benchmark panics", r.code, r.outputs["verdict"])
	}
	if strings.HasPrefix(r.summary, "verdict=") {
		t.Errorf("the benchmark wrote the summary: %q", r.summary)
	}
	if len(r.commands) < 2 || len(r.commands) > 10 {
		r.failed(t, "%d annotations, want some, and ten at most: %q", len(r.commands), r.commands)
	}
	for _, c := range r.commands {
		file, rest, _ := strings.Cut(c.properties, ",")
		if c.name != "error" || file != "file=sums/sums_test.go" && !strings.HasPrefix(c.properties, "title=bufbench ab%3A ") || strings.Contains(rest, "forged") {
			r.failed(t, "a command was forged: %q", c)
		}
	}
	untouched(t, origin.dir, checkout.dir)
	for _, mark := range []string{"<b>", "@all", "\n::", "`touch"} {
		if strings.Contains(strings.ReplaceAll(r.summary, "\\`", ""), mark) {
			t.Errorf("the summary has %q as it is:\n%s", mark, r.summary)
		}
	}
}

// TestHostileInputs gives programs for inputs.
func TestHostileInputs(t *testing.T) {
	needs(t)
	origin := newRepo(t)
	base := origin.git("rev-parse", "HEAD")
	head := origin.commit("head")
	checkout := origin.checkout(head)
	for _, with := range []map[string]string{
		unmeasured("bench", "$(touch pwned)"),
		unmeasured("bench", "x\n::error::forged"),
		unmeasured("packages", "./... $(touch pwned) `touch pwned` ;touch pwned"),
		unmeasured("packages", "-toolexec=touch"),
		unmeasured("packages", "./... -exec=pwned"),
		unmeasured("args", "--cmd=touch pwned\n--cmd=touch pwned"),
		unmeasured("args", "-v\n$(touch pwned)\n;touch pwned"),
		unmeasured("tags", "a -toolexec=touch"),
		unmeasured("count", "1;touch pwned"),
		unmeasured("threshold", "$(touch pwned)"),
		unmeasured("base", "x\nverdict=better\n::set-output name=verdict::better"),
		unmeasured("base", "--output=pwned"),
		unmeasured("head", "`touch pwned`\nverdict<<x\nbetter\nx"),
		unmeasured("working-directory", "$(touch pwned)"),
		unmeasured("working-directory", "-P"),
		unmeasured("fail-on", "never\n::error::forged"),
	} {
		r := job{dir: checkout.dir, with: with, env: gitEnv}.pullRequest(base, head).run(t)
		if r.code != 2 && r.code != 3 || r.outputs["verdict"] != "failed" {
			r.failed(t, "%q: exit code %d, outputs %q, want 2 or 3, and failed", with, r.code, r.outputs)
		}
		for _, c := range r.commands {
			if c.name != "error" || c.properties != "title=bufbench ab%3A failed" {
				r.failed(t, "%q: a command was forged: %q", with, c)
			}
		}
		untouched(t, checkout.dir)
	}
}

// TestInputs shows that what is given arrives, a space in a package included as
// what takes two apart.
func TestInputs(t *testing.T) {
	needs(t)
	origin := newRepo(t)
	origin.write("other/other_test.go", strings.ReplaceAll(sums, "package sums", "package other"))
	base := origin.commit("other")
	head := origin.commit("head")
	checkout := origin.checkout(head)
	r := job{dir: checkout.dir, with: quickly(
		"packages", " . \n\t../other ", "working-directory", "sums", "head", head, "args", "-v\n\n  -alpha=2%\r\n-cpu\n1", "count", "6", "fail-on", "never",
	), env: gitEnv}.push(base, head).run(t)
	report := ""
	if r.outputs["report"] != "" {
		report = read(t, r.outputs["report"])
	}
	if r.code != 0 || !strings.Contains(report, "sums Sum ") || !strings.Contains(report, "other Sum ") || !strings.Contains(report, "at most 2 %") {
		r.failed(t, "exit code %d, report\n%s\nwant 0, and both packages by one processor at 2 %%", r.code, report)
	}
}

// thread is the part of GitHub's API that has comments on pull request 7.
type thread struct {
	bodies   []string
	readOnly bool
}

// ServeHTTP implements http.Handler.
func (c *thread) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	type comment struct {
		ID   int               `json:"id"`
		Body string            `json:"body"`
		User map[string]string `json:"user"`
	}
	var text comment
	said, _ := io.ReadAll(r.Body)
	json.Unmarshal(said, &text)
	switch {
	case r.Header.Get("Authorization") != "Bearer secret" || r.URL.Path == "/user" || c.readOnly && r.Method != http.MethodGet:
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, `{"message": "Resource not accessible by integration"}`)
	case r.Method == http.MethodGet:
		all := []comment{}
		for i, body := range c.bodies {
			all = append(all, comment{i, body, map[string]string{"login": "github-actions[bot]", "type": "Bot"}})
		}
		json.NewEncoder(w).Encode(all)
	case r.Method == http.MethodPost:
		c.bodies = append(c.bodies, text.Body)
		fmt.Fprint(w, "{}")
	default:
		var id int
		fmt.Sscanf(r.URL.Path, "/repos/o/r/issues/comments/%d", &id)
		c.bodies[id] = text.Body
		fmt.Fprint(w, "{}")
	}
}

// TestComment keeps one comment up to date, and goes on where it may not. What it is
// handed is text of a stranger.
func TestComment(t *testing.T) {
	needs(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "report.txt"), "```\n<b>@all\n::error::forged\n$(touch pwned)\n")
	f := &thread{bodies: []string{"talk"}}
	server := httptest.NewServer(f)
	defer server.Close()
	for _, test := range []struct {
		name     string
		with     map[string]string
		readOnly bool
		code     int
		want     int // comments there are then
		says     string
	}{
		{name: "created", want: 2, says: "created"},
		{name: "updated", want: 2, says: "updated"},
		{name: "of another key", with: map[string]string{"key": "arm --> $(touch pwned)"}, want: 3, says: "created"},
		{name: "from a fork", readOnly: true, want: 3, says: "pull-requests: write"},
		{name: "no such report", with: map[string]string{"report": "$(touch pwned)"}, want: 3, says: "read the report"},
	} {
		f.readOnly = test.readOnly
		with := map[string]string{"report": "report.txt"}
		for name, value := range test.with {
			with[name] = value
		}
		j := job{action: comments, dir: dir, with: with, env: append([]string{"GITHUB_API_URL=" + server.URL}, gitEnv...)}.pullRequest("a", "b")
		r := j.run(t)
		if r.code != 0 || len(f.bodies) != test.want || !strings.Contains(r.log, test.says) {
			r.failed(t, "%s: exit code %d and %d comments, want 0, %d and %q", test.name, r.code, len(f.bodies), test.want, test.says)
		}
		if last := f.bodies[len(f.bodies)-1]; !strings.HasPrefix(last, "<!-- bufbench ab: ") || !strings.Contains(last, "\n````text\n```\n<b>@all\n") {
			t.Errorf("%s: the comment is %q, want a marker and the report as a block of code", test.name, last)
		}
		if strings.Contains(r.log, "secret") || len(r.commands) > 0 {
			r.failed(t, "%s: the token is printed, or there are commands: %q", test.name, r.commands)
		}
	}
	untouched(t, dir)
}

// attack is a benchmark that writes to all that a step may run or read afterwards.
const attack = `package sums

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var sink int

func BenchmarkSum(b *testing.B) {
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); strings.HasPrefix(name, "ACTIONS_") || strings.HasSuffix(name, "_TOKEN") && name != "MY_TOKEN" || name == "GITHUB_OUTPUT" || name == "GITHUB_ENV" || name == "GITHUB_PATH" || name == "GITHUB_STATE" || name == "GITHUB_STEP_SUMMARY" {
			os.WriteFile("/SEEN/"+name, nil, 0o666)
		}
	}
	if os.Getenv("MY_TOKEN") == "" {
		os.WriteFile("/SEEN/no MY_TOKEN", nil, 0o666)
	}
	evil := []byte("#!/bin/sh\ntouch /SEEN/ran\necho same\n")
	bin, _ := filepath.Glob("/FOLDER/bin/*")
	for _, path := range append(bin, "/FOLDER/bin/verdict", "/FOLDER/bin/comment") {
		os.Remove(path)
		os.WriteFile(path, evil, 0o777)
	}
	os.WriteFile("/FOLDER/log.txt", evil, 0o777)
	for i := 0; i < b.N; i++ {
		for n := 0; n < 1000; n++ {
			sink += n
		}
	}
}
`

// TestAttack measures a pull request that does much more work, and whose benchmark
// puts programs in the place of what was built, wants its runner's files and tokens,
// and says in its bufbench.toml that nothing is to fail.
func TestAttack(t *testing.T) {
	needs(t)
	seen, folder := t.TempDir(), t.TempDir()
	attack := strings.NewReplacer("/SEEN", seen, "/FOLDER", folder).Replace(attack)
	origin := newRepo(t)
	base := origin.git("rev-parse", "HEAD")
	origin.write("sums/sums_test.go", slower(attack))
	origin.write("bufbench.toml", "schema = 1\n[gate]\nfail_on = \"never\"\nthreshold = \"900%\"\n")
	origin.write("sums/bufbench.toml", "schema = 1\n[gate]\nfail_on = \"never\"\n")
	head := origin.commit("much more work")
	j := job{dir: origin.checkout(head).dir, with: quickly(), env: append([]string{
		"GITHUB_TOKEN=secret", "GH_TOKEN=secret", "ACTIONS_RUNTIME_TOKEN=secret", "ACTIONS_ID_TOKEN_REQUEST_TOKEN=secret", "ACTIONS_RUNTIME_URL=x", "MY_TOKEN=own",
	}, gitEnv...)}
	j.between = func(of string) { // the benchmark finds it, as it would on a runner
		if err := os.Rename(filepath.Join(of, "bin"), filepath.Join(of, "link")); err != nil {
			t.Fatal(err)
		}
		program, err := filepath.EvalSymlinks(filepath.Join(of, "link", "bufbench"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(filepath.Join(folder, "bin"), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.Link(program, filepath.Join(folder, "bin", "bufbench")); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join(folder, "bin"), filepath.Join(of, "bin")); err != nil {
			t.Fatal(err)
		}
	}
	r := j.pullRequest(base, head).run(t)
	if r.code != 1 || r.outputs["verdict"] != "worse" || len(r.commands) != 1 {
		r.failed(t, "exit code %d, verdict %q, commands %q, want 1, worse and one annotation", r.code, r.outputs["verdict"], r.commands)
	}
	if text, _ := os.ReadFile(filepath.Join(folder, "bin", "verdict")); !strings.Contains(string(text), "echo same") {
		t.Error("the benchmark replaced nothing: this test shows nothing")
	}
	if found, _ := filepath.Glob(filepath.Join(seen, "*")); len(found) > 0 {
		t.Errorf("what a benchmark wrote was run, or it saw what is its runner's: %q", found)
	}
}

// TestStopCommands: a benchmark whose unit tells the runner to stop listening does not
// keep the annotation of its regression from it.
func TestStopCommands(t *testing.T) {
	needs(t)
	stops := strings.Replace(sums, "{\n\tfor", "{\n\tb.ReportMetric(1, \"::stop-commands::x\")\n\tb.ReportMetric(1, \"##[stop-commands]x\")\n\tfor", 1)
	origin := newRepo(t)
	origin.write("sums/sums_test.go", stops)
	base := origin.commit("a unit")
	origin.write("sums/sums_test.go", slower(stops))
	head := origin.commit("much more work")
	r := job{dir: origin.checkout(head).dir, with: quickly("args", "-v"), env: gitEnv}.pullRequest(base, head).run(t)
	if r.code != 1 || len(r.commands) != 1 || r.commands[0].name != "error" || !strings.Contains(r.log, "stop-commands") {
		r.failed(t, "exit code %d, commands %q, want 1 and the annotation", r.code, r.commands)
	}
}

// TestWithoutGo says what is missing.
func TestWithoutGo(t *testing.T) {
	needs(t)
	bin := t.TempDir()
	for _, name := range []string{"bash", "dirname"} {
		path, err := exec.LookPath(name)
		if err != nil {
			t.Skip(err)
		}
		if err := os.Symlink(path, filepath.Join(bin, name)); err != nil {
			t.Fatal(err)
		}
	}
	r := job{dir: t.TempDir(), env: []string{"PATH=" + bin}, builds: true}.push("", "").run(t)
	if r.code != 3 || len(r.commands) != 1 || !strings.Contains(r.commands[0].data, "actions/setup-go") {
		r.failed(t, "exit code %d, commands %q, want 3 and what to do", r.code, r.commands)
	}
}
