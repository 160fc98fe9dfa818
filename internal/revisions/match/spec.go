package match

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/option"
)

// Spec says which two revisions to compare, and how.
type Spec struct {
	Base, Head string   // revisions; an empty Head means the working tree
	Prepare    []string // command lines that run in a side before its build: none, one for both sides, or one for each
	Packages   Packages
	Sampling   Sampling
	Linking    Linking
	Seed       uint64
	Say        func(format string, args ...any) // reports progress
}

// Packages says which benchmarks to build, and how to run them.
type Packages struct {
	Dir      string        // the working folder: absolute, without symbolic links
	Patterns []string      // of import paths
	Bench    string        // a regular expression for the names of benchmarks, as go test has it
	Tags     string        // of the build
	Args     []string      // for the program under test
	Env      []string      // likewise, beside the environment of this process
	Procs    int           // GOMAXPROCS
	Timeout  time.Duration // how long a benchmark may print nothing; 0 means a minute
}

// Sampling says what a sample is.
type Sampling struct {
	Instructions bool          // count instructions instead of measuring time
	Launches     bool          // alternate launches instead of samples
	Sample       time.Duration // the length of a sample; 0 means 100 µs, or 200 µs if launches alternate
	Longest      time.Duration // the maximum length of a sample; 0 means 500 ms
	Iterations   int           // of a sample; 0 means as many as its length allows
}

// Linking says how test binaries are linked.
type Linking struct {
	Layouts int  // random layouts of each side; 0 means the layout of the linker
	Plain   bool // do not compare the code of both sides
}

// Check returns an [option.Error] if an argument belongs to package testing.
func (p Packages) Check() error {
	for _, arg := range p.Args {
		if strings.HasPrefix(strings.TrimLeft(arg, "-"), "test.") && strings.HasPrefix(arg, "-") {
			return option.Errorf("args", "%s is a flag of package testing, which is set here (bench, benchtime, cpu and count are options of their own)", arg)
		}
	}
	return nil
}

// WithLength returns a sampling with samples of a length, or of so many iterations, such as
// 200µs or 1000x. An empty text changes nothing.
func (s Sampling) WithLength(text string) (Sampling, error) {
	if text == "" {
		return s, nil
	}
	var err error
	if digits, ok := strings.CutSuffix(text, "x"); ok {
		if s.Iterations, err = strconv.Atoi(digits); err != nil || s.Iterations < 1 {
			return s, option.Errorf("benchtime", "%q is no number of iterations, such as 1000x", text)
		}
		return s, nil
	}
	if s.Sample, err = time.ParseDuration(text); err != nil || s.Sample <= 0 {
		return s, option.Errorf("benchtime", "%q is neither a time, such as 200µs, nor a number of iterations, such as 1000x", text)
	}
	return s, nil
}

// wholeRun is the length of a run as go test makes it, unless Longest is shorter.
const wholeRun = 500 * time.Millisecond

func (s Sampling) longest() time.Duration { return cmp.Or(s.Longest, wholeRun) }

// discovery returns how long a benchmark runs when it is discovered. Without a given
// length of samples, this is the maximum length of a sample. The result of such a run
// shows whether the time of an iteration depends on the number of iterations.
func (s Sampling) discovery() time.Duration {
	if s.Instructions || s.Iterations > 0 || s.Sample > 0 {
		return time.Millisecond
	}
	return s.longest()
}
