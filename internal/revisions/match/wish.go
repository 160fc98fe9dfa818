package match

import (
	"time"

	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/codediff"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// Wish is what to compare.
type Wish struct {
	Dir          string   // where the command runs: absolute, without symbolic links
	Base, Head   string   // revisions; an empty Head is the working tree
	Patterns     []string // of packages
	Prepare      []string // a command line that runs in each side before it is built: none, one for both, or one for each
	Bench        string   // which benchmarks, as -bench of go test has it
	Tags         string
	Args         []string      // for the test binaries, as what follows -args of go test
	Procs        int           // GOMAXPROCS
	Timeout      time.Duration // of silence, after which a benchmark is hung
	Sample       time.Duration // how long a sample is to take; 0 is 100 µs, or 200 µs where launches alternate
	Longest      time.Duration // of a sample; 0 is 500 ms
	Iterations   int           // of a sample, whatever it takes; 0 is by Sample
	Instructions bool          // they are counted, in place of time
	Launches     bool          // they alternate, whole, in place of samples
	Layouts      int           // how often each side is linked, in another order each time; 0 is once, in the linker's
	Plain        bool          // code is not compared
	Seed         uint64
	Say          func(format string, args ...any) // told what goes on
}

// flags are those of the build.
func (w Wish) flags() []string {
	if w.Tags == "" {
		return nil
	}
	return []string{"-tags=" + w.Tags}
}

// Benchmark is a benchmark that both sides have.
type Benchmark struct {
	Package string // import path, of the head
	Name    string // BenchmarkX/size=1
	File    string // of its function in the head, relative to the repository, with slashes; empty where it is not known
	Line    int
	Code    codediff.Answer // whether both sides run the same code

	dir       string // of the package, relative to the mirror: what both sides have in common
	nanos     float64
	run       [2]run  // what a run as go test makes it came to, by side
	vary      float64 // how far two such runs differ, as a factor; 0 where there is one
	constant  bool    // its time does not depend on b.N: all of it is one iteration
	nothing   bool    // it takes so little that it cannot be measured
	whole     bool    // samples are about as long as such a run: the time of an iteration depends on how many there are
	allocated float64 // bytes an iteration
	n         int
	cost      time.Duration // of a sample, with what surrounds it
}

// Iterations is how many make a sample of it, once it is calibrated.
func (b Benchmark) Iterations() int { return b.n }

// Note is what is to be said of a benchmark or package that is not compared.
type Note struct {
	What string // its name
	Said string
}

// Match is what both sides have, and what not.
type Match struct {
	Sides      [2]Side
	Benchmarks []Benchmark // in the order of packages and of their running
	New        []Note      // in the head only: there is nothing to compare with
	Skipped    []Note      // in the base only, or skipped by themselves
	Failed     []Note      // what could not be measured
	Dependent  []Note      // measured in longer samples, because the time of an iteration depends on their number
	Units      []string    // lines about units that the test binaries print
	WhyNot     string      // why samples do not alternate, where that was asked for; empty where they do
	said       [2][]gotest.Unit
	wish       Wish
	scratch    string                   // a folder
	builds     int                      // how often test binaries were built
	starts     map[string]time.Duration // how long a process of a package takes to start, by folder
}

// Same reports whether both sides are one and the same revision.
func (m *Match) Same() bool {
	a, b := m.Sides[alternate.Base].Revision, m.Sides[alternate.Head].Revision
	return a.Commit == b.Commit && !a.Dirty && !b.Dirty
}
