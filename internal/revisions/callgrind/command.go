package callgrind

import (
	"os"
	"strconv"
	"strings"
)

// Command is the count of one benchmark of a test binary.
type Command struct {
	Binary     string   // the path of a test binary that was built with the overlay
	Dir        string   // the binary runs there, as go test runs it in the folder of its package; "" is the current folder
	Pattern    string   // for -test.bench; it matches one benchmark
	Iterations int      // 0 means 10
	Args       []string // for the program under test, behind the flags of package testing
	Temp       string   // the folder for temporary files; "" is that of the system
	Env        []string // nil means the environment of this process, as with exec.Cmd
}

// arguments returns the arguments of valgrind. Valgrind has one lock. With fair
// scheduling, threads get it in turn. Otherwise a thread that spins may wait for ever,
// because it keeps the lock from the thread it waits for. With -test.v, every result
// gets a line of its own, even if the benchmark prints text.
func (c Command) arguments(binary, counts string) []string {
	return append([]string{
		"-q", "--command-line-only=yes", // no options of a .valgrindrc
		"--tool=callgrind", "--fair-sched=yes", "--collect-atstart=no", "--callgrind-out-file=" + counts,
		binary,
		"-test.run=^$", "-test.bench=" + c.Pattern, "-test.benchtime=" + strconv.Itoa(c.Iterations) + "x",
		"-test.count=1", "-test.benchmem", "-test.v",
	}, c.Args...)
}

// debug turns off everything that happens by chance: signals that preempt (callgrind
// dies of them) and samples of the memory profiler. It also turns off RDTSCP. Valgrind
// tells programs that the processor has this instruction. On a virtual processor without
// it, valgrind does not execute it. The runtime meets it when two threads want a lock.
const debug = "asyncpreemptoff=1,memprofilerate=0,cpu.rdtscp=off"

// environment returns the environment of the command with debug, and without garbage
// collection.
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
