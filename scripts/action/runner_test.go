package action_test

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// action is what action.yml says.
type action struct {
	Inputs map[string]struct {
		Description string
		Default     string
	}
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []step
	}
}

type step struct {
	ID, Shell, Run string
	Env            map[string]string
}

// The actions.
const (
	measures = "action.yml"
	comments = "comment/action.yml"
)

func readAction(t *testing.T, path string) (a action) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := yaml.NewDecoder(f)
	if err := d.Decode(&a); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return a
}

// context is what an expression of action.yml may read.
type context struct {
	inputs, github map[string]string
	outputs        map[string]map[string]string // of steps, by id
}

var expression = regexp.MustCompile(`\$\{\{\s*(.*?)\s*\}\}`)

// evaluate replaces the expressions in text. It knows names with dots alone, and
// fails on anything else.
func (c context) evaluate(text string) (string, error) {
	var failed error
	text = expression.ReplaceAllStringFunc(text, func(s string) string {
		value, err := c.lookup(expression.FindStringSubmatch(s)[1])
		if err != nil {
			failed = fmt.Errorf("%s: %w", s, err)
		}
		return value
	})
	return text, failed
}

// events are what an event may lack, which makes it empty.
var events = []string{"event.workflow_run.id", "event.before", "event.merge_group.base_sha", "event.pull_request.base.sha", "event.pull_request.head.sha"}

func (c context) lookup(name string) (string, error) {
	where, name, _ := strings.Cut(name, ".")
	switch where {
	case "inputs":
		if value, ok := c.inputs[name]; ok {
			return value, nil
		}
		return "", fmt.Errorf("there is no input %q", name)
	case "github":
		if value, ok := c.github[name]; ok || slices.Contains(events, name) {
			return value, nil
		}
	case "steps":
		if parts := strings.Split(name, "."); len(parts) == 3 && parts[1] == "outputs" {
			of, ok := c.outputs[parts[0]]
			if !ok {
				return "", fmt.Errorf("no step before has the id %q", parts[0])
			}
			return of[parts[2]], nil
		}
	}
	return "", fmt.Errorf("this runner does not know %s.%s", where, name)
}

// job is a job that uses the action.
type job struct {
	dir    string            // the checkout
	with   map[string]string // inputs
	github map[string]string // what the event says, by name with dots
	event  string            // the event as JSON
	env    []string
	builds bool   // it builds bufbench itself, whatever was built before
	until  string // the step behind which it ends; all are run unless given
	action string // measures unless given

	between func(folder string) // is called behind the first step
}

// ran is what became of it.
type ran struct {
	code     int
	log      string
	commands []command // what the runner took for commands
	outputs  map[string]string
	step     map[string]string // outputs of the last step
	summary  string
}

// run runs the steps of the action as a runner does.
func (j job) run(t *testing.T) ran {
	t.Helper()
	a := readAction(t, cmp.Or(j.action, measures))
	here, err := filepath.Abs(filepath.Dir(cmp.Or(j.action, measures)))
	if err != nil {
		t.Fatal(err)
	}
	c := context{inputs: map[string]string{}, github: map[string]string{"token": "secret"}, outputs: map[string]map[string]string{}}
	for name, value := range j.github {
		c.github[name] = value
	}
	for name, in := range a.Inputs {
		c.inputs[name] = evaluated(t, c, in.Default)
	}
	for name, value := range j.with {
		if _, ok := a.Inputs[name]; !ok {
			t.Fatalf("the action has no input %q", name)
		}
		c.inputs[name] = value
	}
	temp := t.TempDir()
	var r ran
	for i, s := range a.Runs.Steps {
		var of map[string]string
		built := filepath.Join(shared, filepath.Base(here), "bin")
		_, before := os.Stat(built)
		if i == 0 && before == nil && !j.builds {
			of = map[string]string{"folder": withBuilt(t, built)}
		} else {
			r.code, of = j.step(t, s, c, here, temp, &r)
		}
		if i == 0 && r.code == 0 && before != nil {
			if err := os.Mkdir(filepath.Dir(built), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(filepath.Join(of["folder"], "bin"), built); err != nil {
				t.Fatal(err)
			}
			of["folder"] = withBuilt(t, built)
		}
		if j.between != nil && i == 0 {
			j.between(of["folder"])
		}
		c.outputs[s.ID] = of
		if r.code != 0 || s.ID == j.until {
			r.step = of
			break
		}
	}
	r.commands = commandsOf(r.log)
	r.outputs = map[string]string{}
	for name, out := range a.Outputs {
		if _, ended := c.outputs["ab"]; ended {
			r.outputs[name] = evaluated(t, c, out.Value)
		}
	}
	return r
}

// withBuilt is a folder as the first step leaves it, with what that has built, which
// is the same in every job.
func withBuilt(t *testing.T, built string) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.Symlink(built, filepath.Join(folder, "bin")); err != nil {
		t.Fatal(err)
	}
	return folder
}

// shared is a folder for all tests, with what each action builds.
var shared string

func TestMain(m *testing.M) {
	var err error
	if shared, err = os.MkdirTemp("", "action"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(shared)
	os.Exit(code)
}

// step runs one step, and returns its exit code and its outputs.
func (j job) step(t *testing.T, s step, c context, here, temp string, r *ran) (int, map[string]string) {
	t.Helper()
	if s.Shell != "bash" {
		t.Fatalf("step %s: this runner has no shell %q", s.ID, s.Shell)
	}
	files := map[string]string{}
	for _, name := range []string{"GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE", "GITHUB_STEP_SUMMARY", "GITHUB_EVENT_PATH"} {
		files[name] = filepath.Join(temp, s.ID+"-"+strings.ToLower(name))
		text := ""
		if name == "GITHUB_EVENT_PATH" {
			text = j.event
		}
		write(t, files[name], text)
	}
	script := filepath.Join(temp, s.ID+".sh")
	write(t, script, s.Run)
	cmd := exec.CommandContext(t.Context(), "bash", "--noprofile", "--norc", "-eo", "pipefail", script)
	cmd.Dir = j.dir
	cmd.Env = append(os.Environ(), j.env...)
	cmd.Env = append(cmd.Env, "GITHUB_ACTIONS=true", "CI=true", "GITHUB_ACTION_PATH="+here, "GITHUB_WORKSPACE="+j.dir, "RUNNER_TEMP="+temp,
		"GITHUB_WORKFLOW=ci", "GITHUB_JOB=bench", "GITHUB_REPOSITORY=o/r", "GITHUB_SERVER_URL=https://example.com", "GITHUB_RUN_ID=1", "LC_ALL=C.UTF-8")
	if !slices.ContainsFunc(j.env, func(v string) bool { return strings.HasPrefix(v, "GITHUB_API_URL=") }) {
		cmd.Env = append(cmd.Env, "GITHUB_API_URL=http://127.0.0.1:1")
	}
	for name, path := range files {
		cmd.Env = append(cmd.Env, name+"="+path)
	}
	for name, value := range s.Env {
		cmd.Env = append(cmd.Env, name+"="+evaluated(t, c, value))
	}
	log, _ := cmd.CombinedOutput()
	r.log += string(log)
	r.summary += read(t, files["GITHUB_STEP_SUMMARY"])
	for _, name := range []string{"GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE"} {
		if got := read(t, files[name]); got != "" {
			t.Errorf("step %s wrote %q to %s, want nothing", s.ID, got, name)
		}
	}
	outputs, err := outputsOf(read(t, files["GITHUB_OUTPUT"]))
	if err != nil {
		t.Errorf("step %s: %v", s.ID, err)
	}
	return cmd.ProcessState.ExitCode(), outputs
}

func evaluated(t *testing.T, c context, text string) string {
	t.Helper()
	value, err := c.evaluate(text)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// outputsOf reads the file of a step's outputs as a runner does.
func outputsOf(text string) (map[string]string, error) {
	all := map[string]string{}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		equals, heredoc := strings.Index(lines[i], "="), strings.Index(lines[i], "<<")
		switch {
		case lines[i] == "":
		case equals >= 0 && (heredoc < 0 || equals < heredoc):
			all[lines[i][:equals]] = lines[i][equals+1:]
		case heredoc >= 0:
			name, end := lines[i][:heredoc], lines[i][heredoc+2:]
			n := slices.Index(lines[i+1:], end)
			if n < 0 {
				return nil, fmt.Errorf("the output %s does not end", name)
			}
			if _, twice := all[name]; twice {
				return nil, fmt.Errorf("the output %s is set twice", name)
			}
			all[name] = strings.Join(lines[i+1:i+1+n], "\n")
			i += n + 1
		default:
			return nil, fmt.Errorf("this is no output: %q", lines[i])
		}
	}
	return all, nil
}

// command is an order that a step gives to the runner by printing it.
type command struct {
	name, properties, data string
}

var known = []string{"error", "warning", "notice", "debug", "group", "endgroup", "echo", "add-mask", "add-matcher", "set-output", "set-env", "add-path", "save-state", "stop-commands"}

// commandsOf are those in a log as GitHub's runner finds them, in its two forms:
// ::name properties::data from the first word of a line on, and ##[name properties]
// data anywhere in it.
func commandsOf(log string) (all []command) {
	stopped := ""
	for line := range strings.Lines(log) {
		c, ok := commandOf(strings.TrimRight(line, "\r\n"), stopped)
		switch {
		case !ok:
		case stopped != "":
			if c.name == stopped {
				stopped = ""
			}
		case c.name == "stop-commands":
			stopped = c.data
		default:
			all = append(all, c)
		}
	}
	if stopped != "" {
		all = append(all, command{name: "commands stay stopped"})
	}
	return all
}

func commandOf(line, token string) (c command, ok bool) {
	registered := func(name string) bool { return slices.Contains(known, name) || token != "" && name == token }
	if rest, ok := strings.CutPrefix(strings.TrimLeft(line, " \t"), "::"); ok {
		if info, data, ok := strings.Cut(rest, "::"); ok {
			c.name, c.properties, _ = strings.Cut(info, " ")
			if c.data = data; registered(c.name) {
				return c, true
			}
		}
	}
	if _, rest, ok := strings.Cut(line, "##["); ok {
		if info, data, ok := strings.Cut(rest, "]"); ok {
			c.name, c.properties, _ = strings.Cut(info, " ")
			c.data = data
			return c, registered(c.name)
		}
	}
	return c, false
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
