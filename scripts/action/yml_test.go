package action_test

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestActionYML holds both actions to what keeps texts of strangers from being
// executed, and to themselves.
func TestActionYML(t *testing.T) {
	for _, path := range []string{measures, comments} {
		t.Run(path, func(t *testing.T) { hold(t, readAction(t, path)) })
	}
}

// TestToken: the action that runs benchmarks is given no token, and does nothing
// behind them. Nothing of the one that is given one runs a benchmark.
func TestToken(t *testing.T) {
	a := readAction(t, measures)
	for name, in := range a.Inputs {
		if strings.Contains(name, "token") || strings.Contains(in.Default, "token") {
			t.Errorf("%s has the input %s", measures, name)
		}
	}
	if last := a.Runs.Steps[len(a.Runs.Steps)-1]; last.ID != "ab" {
		t.Errorf("%s runs %s behind the benchmarks, which may have written that", measures, last.ID)
	}
	text, err := os.ReadFile("ab.sh")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(string(text), "\n}\n\nmain; exit\n") {
		t.Error("ab.sh does not end with main; exit: bash reads what stands behind that when the benchmarks have run")
	}
	for _, s := range readAction(t, comments).Runs.Steps {
		if strings.Contains(s.Run, "ab.sh") {
			t.Errorf("%s runs benchmarks: %s", comments, s.Run)
		}
	}
}

// hold holds an action to what it says.
func hold(t *testing.T, a action) {
	t.Helper()
	if a.Runs.Using != "composite" {
		t.Errorf("using is %q, want composite", a.Runs.Using)
	}
	read := map[string]bool{}
	for _, s := range a.Runs.Steps {
		if strings.Contains(s.Run, "${{") {
			t.Errorf("step %s: run has an expression, which becomes part of the program: %s", s.ID, s.Run)
		}
		script := regexp.MustCompile(`^exec bash "\$GITHUB_ACTION_PATH/(?:\.\./)?([a-z]+\.sh)"(?: \./[a-z/]+)?$`).FindStringSubmatch(s.Run)
		if script == nil {
			t.Errorf("step %s runs %q, want a script of this folder", s.ID, s.Run)
			continue
		}
		text, err := os.ReadFile(script[1])
		if err != nil {
			t.Errorf("step %s: %v", s.ID, err)
		}
		for _, name := range slices.Sorted(maps.Keys(s.Env)) {
			if !strings.HasPrefix(name, "AB_") && !strings.HasPrefix(name, "EVENT_") {
				t.Errorf("step %s sets %s, which may mean something to others: want AB_… or EVENT_…", s.ID, name)
			}
			if lib, _ := os.ReadFile("lib.sh"); !strings.Contains(string(text)+string(lib), "$"+name) && !strings.Contains(string(text), "${"+name) {
				t.Errorf("step %s sets %s, which %s does not read", s.ID, name, script[1])
			}
			for _, of := range expression.FindAllStringSubmatch(s.Env[name], -1) {
				read[of[1]] = true
			}
		}
		for _, name := range regexp.MustCompile(`\$\{?((AB|EVENT)_[A-Z_]+)`).FindAllStringSubmatch(string(text), -1) {
			if _, ok := s.Env[name[1]]; !ok {
				t.Errorf("step %s: %s reads %s, which is not set", s.ID, script[1], name[1])
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(a.Inputs)) {
		if !read["inputs."+name] {
			t.Errorf("the input %s is read by no step", name)
		}
	}
}

// TestDocs holds the tables of docs/ci.md against action.yml.
func TestDocs(t *testing.T) {
	a := readAction(t, measures)
	text, err := os.ReadFile("../../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for name, in := range readAction(t, comments).Inputs {
		value := "`" + in.Default + "`"
		if in.Default == "" {
			value = ""
		}
		want["comment "+name] = strings.Join([]string{"`" + name + "`", value, in.Description}, " | ")
	}
	for name, in := range a.Inputs {
		value := "`" + in.Default + "`"
		if in.Default == "" {
			value = ""
		}
		want[name] = strings.Join([]string{"`" + name + "`", value, in.Description}, " | ")
	}
	for name, out := range a.Outputs {
		want["output "+name] = strings.Join([]string{"`" + name + "`", out.Description}, " | ")
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if row := "| " + strings.ReplaceAll(want[name], " |  | ", " | | ") + " |\n"; strings.Count(string(text), row) != 1 {
			t.Errorf("docs/ci.md has not once the row that action.yml makes:\n%s", row)
		}
	}
	tables, _, _ := strings.Cut(string(text), "### What is compared")
	if got := strings.Count(tables, "\n| `"); got != len(want) {
		t.Errorf("the tables of docs/ci.md have %d rows, want %d", got, len(want))
	}
}

// TestDocsYAML reads the workflows of docs/ci.md, and holds what they give to the
// action against its inputs and outputs.
func TestDocsYAML(t *testing.T) {
	a := readAction(t, measures)
	text, err := os.ReadFile("../../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if len(blocks) < 2 {
		t.Errorf("docs/ci.md has %d blocks of YAML, want one for GitHub and one for GitLab at least", len(blocks))
	}
	for _, b := range blocks {
		var workflow struct {
			Jobs map[string]struct {
				Steps []struct {
					Uses string
					With map[string]any
				}
			}
		}
		if err := yaml.Unmarshal([]byte(b[1]), &workflow); err != nil {
			t.Errorf("docs/ci.md: %v in\n%s", err, b[1])
		}
		for _, j := range workflow.Jobs {
			for _, s := range j.Steps {
				for name := range s.With {
					of := a
					if strings.Contains(s.Uses, "/action/comment@") {
						of = readAction(t, comments)
					}
					if _, ok := of.Inputs[name]; !ok && strings.HasPrefix(s.Uses, "bufbench/") {
						t.Errorf("docs/ci.md gives the action %q, which is none of its inputs", name)
					}
				}
			}
		}
		for _, of := range regexp.MustCompile(`steps\.bufbench\.outputs\.(\w+)`).FindAllStringSubmatch(b[1], -1) {
			if _, ok := a.Outputs[of[1]]; !ok {
				t.Errorf("docs/ci.md reads %q, which is none of the action's outputs", of[1])
			}
		}
	}
}

// TestHistory runs the step of bench.yml that appends results to a branch: where
// there is none, where there is, and where another push comes first.
func TestHistory(t *testing.T) {
	needs(t)
	script := historyScript(t)
	origin := newRepo(t)
	commit := origin.git("rev-parse", "HEAD")
	bin := t.TempDir()
	write(t, filepath.Join(bin, "sleep"), "#!/bin/sh\n")
	if err := os.Chmod(filepath.Join(bin, "sleep"), 0o777); err != nil {
		t.Fatal(err)
	}
	for i, test := range []struct {
		name    string
		refused bool // once
	}{{name: "first"}, {name: "second"}, {name: "third", refused: true}} {
		hook := filepath.Join(origin.dir, ".git", "hooks", "pre-receive")
		if test.refused {
			write(t, hook, "#!/bin/sh\nrm .git/hooks/pre-receive hooks/pre-receive 2>/dev/null\nexit 1\n")
			if err := os.Chmod(hook, 0o777); err != nil {
				t.Fatal(err)
			}
		}
		temp := t.TempDir()
		folder := filepath.Join(temp, "results", "machine")
		if err := os.MkdirAll(folder, 0o777); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(folder, test.name+".txt"), "text\n")
		write(t, filepath.Join(folder, test.name+".jsonl.gz"), "journal\n")
		cmd := exec.CommandContext(t.Context(), "bash", "--noprofile", "--norc", "-e", "-c", script)
		cmd.Dir = origin.checkout(commit).dir
		cmd.Env = append(os.Environ(), gitEnv...)
		cmd.Env = append(cmd.Env, "RUNNER_TEMP="+temp, "GITHUB_SHA="+commit, "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", test.name, err, out)
		}
		if _, err := os.Stat(hook); err == nil {
			t.Errorf("%s: nothing was pushed against the hook", test.name)
		}
		files := strings.Fields(origin.git("ls-tree", "-r", "--name-only", "results"))
		count := origin.git("rev-list", "--count", "results")
		if len(files) != i+1 || count != fmt.Sprint(i+1) || !slices.Contains(files, "machine/"+test.name+".txt") {
			t.Errorf("%s: the branch has %q in %s commits, want %d texts in as many", test.name, files, count, i+1)
		}
	}
}

func historyScript(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../.github/workflows/bench.yml")
	if err != nil {
		t.Fatal(err)
	}
	var workflow struct {
		Jobs map[string]struct{ Steps []step }
	}
	if err := yaml.Unmarshal(text, &workflow); err != nil {
		t.Fatal(err)
	}
	for _, s := range workflow.Jobs["history"].Steps {
		if s.ID == "append" {
			return s.Run
		}
	}
	t.Fatal("bench.yml has no step append in its job history")
	return ""
}
