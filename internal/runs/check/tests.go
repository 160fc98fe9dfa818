package check

import (
	"context"
	"fmt"
	"os/exec"
	"strings"

	"github.com/bufbench/bufbench/internal/host/procgroup"
	"github.com/bufbench/bufbench/internal/option"
)

// required makes tests fail if a claim of package benchtest was not measured: see
// benchtest.Main.
const required = "BUFBENCH_CLAIMS=required"

// runTests runs the tests of packages, as "go test" does in the working folder. It returns the
// failed tests, and the claims without a measurement. The error is an [option.Error], or
// the end of ctx. Without packages nothing runs.
func runTests(ctx context.Context, packages []string, say func(format string, args ...any)) (problems []string, err error) {
	if len(packages) == 0 {
		return nil, nil
	}
	for _, p := range packages {
		if p == "" || strings.HasPrefix(p, "-") {
			return nil, option.Errorf("tests", "%q is no package, such as ./...", p)
		}
	}
	say("running the tests of %s", strings.Join(packages, " "))
	cmd := exec.CommandContext(ctx, "go", append([]string{"test", "-count=1"}, packages...)...)
	cmd.Env = append(cmd.Environ(), required)
	out, failed := procgroup.Output(ctx, cmd)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case failed == nil && !strings.Contains("\n"+out, "\nok  \t"):
		return []string{fmt.Sprintf("the tests of %s: there are none, so no claim was measured", strings.Join(packages, " "))}, nil
	case failed == nil:
		return nil, nil
	}
	if problems = untested(out); len(problems) == 0 {
		problems = []string{fmt.Sprintf("the tests of %s: %v", strings.Join(packages, " "), failed)}
	}
	return problems, nil
}

// untested finds the problems in the output of "go test".
func untested(out string) (problems []string) {
	var said []string // of the package that is going to be named
	for line := range strings.Lines(out) {
		line = strings.TrimRight(line, "\n")
		name, isFail := strings.CutPrefix(line, "--- FAIL: ")
		of, ended := strings.CutPrefix(line, "FAIL\t")
		switch {
		case strings.HasPrefix(line, "claims: "):
			said = append(said, line)
		case isFail:
			name, _, _ = strings.Cut(name, " ")
			said = append(said, name+" fails (go test says why)")
		case ended:
			of, _, _ = strings.Cut(of, "\t")
			if len(said) == 0 {
				said = []string{"it does not build, or it ends early (go test says why)"}
			}
			for _, text := range said {
				problems = append(problems, "tests of "+of+": "+text)
			}
			said = nil
		case strings.HasPrefix(line, "ok  \t"):
			said = nil
		}
	}
	return problems
}
