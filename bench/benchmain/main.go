package benchmain

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// Exit codes, those of the command bufbench.
const (
	exitOK     = 0
	exitUsage  = 2
	exitFailed = 3
)

// Main is the main function of a program with these scenarios. Its subcommands are
// list, run, check and help; all but help take the flags of bufbench. Main never returns. The
// exit code is bufbench's. It is also 2 if the scenarios have mistakes, and 3 if
// bufbench is missing.
func Main(scenarios ...bench.Scenario) {
	os.Exit(run(os.Args[1:], scenarios, os.Stdout, os.Stderr))
}

func run(args []string, scenarios []bench.Scenario, stdout, stderr io.Writer) int {
	name := strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")
	if faults := proof.Unfit(scenarios); len(faults) > 0 {
		fmt.Fprintf(stderr, "%s: %s\n", name, strings.Join(faults, "\n"+name+": "))
		return exitUsage
	}
	if launch.IsChild(args) {
		return child.Main(scenarios, kernel.References())
	}
	if len(args) == 0 || args[0] == "help" || args[0] == "-help" || args[0] == "--help" || args[0] == "-h" {
		fmt.Fprintf(stdout, usage, name, name, name, name)
		return exitOK
	}
	if !slices.Contains([]string{"list", "run", "check"}, args[0]) {
		fmt.Fprintf(stderr, "%s: there is no command %q (list, run, check and help are known; bufbench has others)\n", name, args[0])
		return exitUsage
	}
	code, err := handOver(args[0], args[1:])
	if err != nil {
		fmt.Fprintf(stderr, "%s: %v\n", name, err)
	}
	return code
}

const usage = `%s measures its scenarios: copying an array against looking at it in place.

   %s list [flags]                 say what can run here, and what cannot and why
   %s run [flags] [SCENARIO...]    prove and measure, print tables, write results
   %s check [flags]                hold the claims of bufbench.toml, measured here

The command bufbench does all: bufbench run -help lists the flags.
`

// handOver lets bufbench do a command with the scenarios of this program.
func handOver(command string, args []string) (code int, err error) {
	self, err := os.Executable()
	if err != nil {
		return exitFailed, fmt.Errorf("find this program, so that bufbench can start it: %w", err)
	}
	path, err := find()
	if err != nil {
		return exitFailed, err
	}
	return become(path, append([]string{"bufbench", command, "-program", self}, args...))
}
