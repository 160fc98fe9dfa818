package callgrind

import (
	"os"
	"strconv"
	"strings"
)

// Command says which benchmark of which test binary to count.
type Command struct {
	Binary     string   // the path of a test binary that was built with the overlay
	Dir        string   // where it runs, as go test runs it in the folder of its package; "" is the current folder
	Pattern    string   // for -test.bench; it matches one benchmark
	Iterations int      // 0 means 10
	Args       []string // of the program under test, behind the flags of testing
	Temp       string   // the folder for what callgrind writes, which is removed again; "" is the system's for temporary files
	Env        []string // nil means the environment of this process, as with exec.Cmd
}

// arguments are those of valgrind. Without fair scheduling, which hands its one
// lock on in turn, a thread that spins may keep the one that it waits for from
// running, for ever. Every result gets a line of its own with
// -test.v, whatever the benchmark prints.
func (c Command) arguments(binary, counts string) []string {
	return append([]string{
		"-q", "--command-line-only=yes", // no options of a .valgrindrc
		"--tool=callgrind", "--fair-sched=yes", "--collect-atstart=no", "--callgrind-out-file=" + counts,
		binary,
		"-test.run=^$", "-test.bench=" + c.Pattern, "-test.benchtime=" + strconv.Itoa(c.Iterations) + "x",
		"-test.count=1", "-test.benchmem", "-test.v",
	}, c.Args...)
}

// debug turns off what happens by chance: signals that preempt (callgrind dies of
// them) and samples of the memory profiler. It also turns off RDTSCP. Valgrind tells
// programs that the processor has this instruction. On a virtual processor without
// it, valgrind does not execute it. The runtime meets it when two threads want a lock.
const debug = "asyncpreemptoff=1,memprofilerate=0,cpu.rdtscp=off"

// environment is that of the command with debug, and without garbage collection.
func (c Command) environment() []string {
	env := c.Env
	if env == nil {
		env = os.Environ()
	}
	all := debug
	for _, set := range env {
		if before, ok := strings.CutPrefix(set, "GODEBUG="); ok && before != "" {
			all = before + "," + debug // of several settings the last one holds
		}
	}
	return append(env[:len(env):len(env)], "GODEBUG="+all, "GOGC=off")
}
