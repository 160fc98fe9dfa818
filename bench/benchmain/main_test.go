package benchmain

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// named is a scenario that is never opened.
func named(name string, arms ...string) bench.Scenario {
	s := bench.Of[int]{Info: bench.Info{Name: name, Kernel: kernel.Sum}}
	for _, arm := range arms {
		s.Arms = append(s.Arms, bench.Arm[int]{Name: arm})
	}
	return s
}

func TestUnfit(t *testing.T) {
	fit := named("Fit", "copy", "view", "view-kept", "v2")
	for _, test := range []struct {
		name string
		in   []bench.Scenario
		want []string
	}{
		{"fit", []bench.Scenario{fit, named("FitToo", "view", "copy")}, nil},
		{"none", nil, []string{"there is no scenario (hand some to benchmain.Main)"}},
		{"nil", []bench.Scenario{fit, nil}, []string{"scenario 2 of 2 is nil"}},
		{"empty name", []bench.Scenario{named("", "copy", "view")}, []string{"scenario 1 of 1 has no name (set Info.Name)"}},
		{"duplicate", []bench.Scenario{fit, fit}, []string{"scenario Fit: there are two of this name"}},
		{"lower case", []bench.Scenario{named("fit", "copy", "view")}, []string{`scenario "fit": its name is not CamelCase that ends in a letter, such as SubSlice`}},
		{"ends in digits", []bench.Scenario{named("Fit-2", "copy", "view")}, []string{`scenario "Fit-2": its name is not CamelCase that ends in a letter, such as SubSlice`}},
		{"no copy", []bench.Scenario{named("Fit", "view")}, []string{"scenario Fit: it has no arm copy"}},
		{"no arm", []bench.Scenario{named("Fit")}, []string{"scenario Fit: it has no arm copy", "scenario Fit: it has no arm view"}},
		{"twice", []bench.Scenario{named("Fit", "copy", "view", "view")}, []string{"scenario Fit: there are two arms view"}},
		{"a form of arm", []bench.Scenario{named("Fit", "copy", "view", "view kept")}, []string{`scenario Fit: the arm "view kept" is not named in lower case, such as view-kept`}},
	} {
		if got := proof.Unfit(test.in); !slices.Equal(got, test.want) {
			t.Errorf("%s: Unfit says %q, want %q", test.name, got, test.want)
		}
	}
}

func TestRun(t *testing.T) {
	t.Setenv("PATH", "") // nothing is started
	fit := []bench.Scenario{named("Fit", "copy", "view")}
	for _, test := range []struct {
		name           string
		args           []string
		scenarios      []bench.Scenario
		code           int
		stdout, stderr string // parts
	}{
		{name: "no argument", scenarios: fit, code: exitOK, stdout: " list [flags] "},
		{name: "help", args: []string{"help"}, scenarios: fit, code: exitOK, stdout: " run [flags] [SCENARIO...] "},
		{name: "dashes", args: []string{"--help"}, scenarios: fit, code: exitOK, stdout: "bufbench run -help lists the flags."},
		{name: "another command", args: []string{"lsit"}, scenarios: fit, code: exitUsage, stderr: `there is no command "lsit" (list, run, check and help are known`},
		{name: "unfit", args: []string{"list"}, scenarios: []bench.Scenario{fit[0], fit[0]}, code: exitUsage, stderr: "scenario Fit: there are two of this name\n"},
		{name: "no bufbench", args: []string{"run", "-quick"}, scenarios: fit, code: exitFailed, stderr: "try: go install github.com/bufbench/bufbench/cmd/bufbench@latest"},
	} {
		var stdout, stderr bytes.Buffer
		code := run(test.args, test.scenarios, &stdout, &stderr)
		if code != test.code || !strings.Contains(stdout.String(), test.stdout) || !strings.Contains(stderr.String(), test.stderr) {
			t.Errorf("%s: run(%q) = %d, printed %q and said %q, want %d, %q and %q",
				test.name, test.args, code, stdout.String(), stderr.String(), test.code, test.stdout, test.stderr)
		}
		if (test.stdout == "") != (stdout.Len() == 0) || (test.stderr == "") != (stderr.Len() == 0) {
			t.Errorf("%s: run(%q) printed %q and said %q", test.name, test.args, stdout.String(), stderr.String())
		}
	}
}
