package callgrind_test

import (
	"context"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/revisions/callgrind"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// build makes the test binary of a package of the module below testdata/sums.
func build(t *testing.T, path string, env ...string) string {
	t.Helper()
	if why := callgrind.Lack(); why != "" {
		t.Skip(why)
	}
	if testing.Short() {
		t.Skip("counting: it compiles the standard library; try: go test without -short")
	}
	module := t.TempDir()
	if err := os.CopyFS(module, os.DirFS("testdata/sums")); err != nil {
		t.Fatal(err)
	}
	source, err := gotest.Source{Dir: module, Env: append(env, "GOWORK=off", "GOFLAGS=")}.Hooked(t.Context(), t.TempDir(), callgrind.Overlay)
	if err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(module, "sums.test")
	if err := source.Build(t.Context(), gotest.Package{Path: path}, binary); err != nil {
		t.Fatal(err)
	}
	return binary
}

// counted is the count of the benchmark of that name.
func counted(t *testing.T, binary, name string, iterations int) callgrind.Count {
	t.Helper()
	count, err := callgrind.Run(t.Context(), callgrind.Command{
		Binary: binary, Dir: filepath.Dir(binary), Pattern: gotest.Exactly(name), Iterations: iterations,
	})
	if err != nil {
		t.Fatalf("%v; it wrote:\n%s", err, count.Output)
	}
	return count
}

// near reports whether two numbers differ by less than a share of the second.
func near(got, want, share float64) bool { return math.Abs(got-want) < share*want }

func TestCounts(t *testing.T) {
	binary := build(t, ".")
	const n, hair = 20, 1e-4 // the hooks' constant is 1 part in 20,000 of 20 sums
	sum := counted(t, binary, "BenchmarkSum", n)

	twice := counted(t, binary, "BenchmarkSum", 2*n)
	if costs, err := twice.Beyond(sum); err != nil || len(costs.Functions) == 0 || !near(costs.PerOp, costs.Functions[0].Instructions, 0.01) || costs.Functions[0].Function != "example.com/sums.sum" {
		t.Errorf("an operation takes %+v (%v), want nearly all of it in the function that sums", costs, err)
	}
	for range 2 {
		if again := counted(t, binary, "BenchmarkSum", n); again.Instructions != sum.Instructions {
			t.Errorf("the same loop took %d instructions, then %d, want the same", sum.Instructions, again.Instructions)
		}
	}
	if !near(twice.PerOp(), sum.PerOp(), hair) {
		t.Errorf("%d iterations took %.1f an iteration, %d took %.1f, want the same", 2*n, twice.PerOp(), n, sum.PerOp())
	}
	if more := counted(t, binary, "BenchmarkMore", n); !near(more.PerOp()/sum.PerOp(), 1.01, 0.0002) {
		t.Errorf("1 %% more work took %.4f times the instructions, want 1.01", more.PerOp()/sum.PerOp())
	}
	for _, name := range []string{
		"BenchmarkLoop", "BenchmarkSetup", "BenchmarkStopped", "BenchmarkFirst",
		"BenchmarkSub/size=16384", "BenchmarkPrints",
	} {
		if got := counted(t, binary, name, n).PerOp(); !near(got, sum.PerOp(), hair) {
			t.Errorf("%s took %.1f an iteration, BenchmarkSum %.1f, want the same: only the sum is timed", name, got, sum.PerOp())
		}
	}
	if got := counted(t, binary, "BenchmarkPause", n).PerOp(); !near(got, sum.PerOp(), 0.002) {
		t.Errorf("BenchmarkPause took %.1f an iteration, BenchmarkSum %.1f, want 0.2 %% more at most", got, sum.PerOp())
	}
	if got := counted(t, binary, "BenchmarkSub/size=4096", n).PerOp(); !near(got, sum.PerOp()/4, 0.01) {
		t.Errorf("a quarter of the sum took %.1f an iteration, the whole %.1f", got, sum.PerOp())
	}
}

func TestHooksTakeLittle(t *testing.T) {
	binary := build(t, ".")
	for _, tt := range []struct {
		name string
		most float64
	}{
		{"BenchmarkEmpty", 4}, // the loop itself has 3
		{"BenchmarkEmptyPause", 100},
	} {
		if got := counted(t, binary, tt.name, 1000).PerOp(); got > tt.most {
			t.Errorf("%s took %.1f an iteration, want at most %.0f", tt.name, got, tt.most)
		}
	}
}

func TestAllocationsAreReported(t *testing.T) {
	count := counted(t, build(t, "."), "BenchmarkAlloc", 10_000)
	m := reported.FindSubmatch(count.Output)
	if m == nil {
		t.Fatalf("output is %q, want B/op and allocs/op in it", count.Output)
	}
	bytes, _ := strconv.Atoi(string(m[1]))
	allocs, _ := strconv.Atoi(string(m[2]))
	// testing counts the whole process: what the runtime allocates meanwhile is in it
	if bytes < 48 || bytes > 64 || allocs != 1 {
		t.Errorf("an allocation of 48 bytes is reported as %d B/op and %d allocs/op", bytes, allocs)
	}
	if got := count.PerOp(); got < 50 || got > 1000 {
		t.Errorf("an allocation took %.1f, want some hundred", got)
	}
}

// reported is what testing says of memory.
var reported = regexp.MustCompile(`\s(\d+) B/op\s+(\d+) allocs/op`)

func TestNoCountIsSaid(t *testing.T) {
	binary := build(t, ".")
	for _, tt := range []struct{ pattern, want string }{
		{"BenchmarkParallel", "works in other goroutines"},
		{"BenchmarkOther", "stopped by another goroutine"},
		{"BenchmarkSkip", "skipped"},
		{"BenchmarkNone", "none has that name"},
		{"BenchmarkS(um|etup)", "2 benchmarks gave results"},
		{"BenchmarkFail", "--- FAIL: BenchmarkFail"},
		{"BenchmarkPanic", "panic: no sum"},
	} {
		count, err := callgrind.Run(t.Context(), callgrind.Command{Binary: binary, Pattern: "^" + tt.pattern + "$", Iterations: 2})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Run(%s) is %+v and %v, want an error with %q", tt.pattern, count, err, tt.want)
		}
	}
}

func TestWithoutHooksNothingIsCounted(t *testing.T) {
	if why := callgrind.Lack(); why != "" {
		t.Skip(why)
	}
	binary := filepath.Join(t.TempDir(), "plain.test")
	cmd := exec.Command("go", "test", "-c", "-o", binary, ".")
	cmd.Dir = "testdata/sums"
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
	_, err := callgrind.Run(t.Context(), callgrind.Command{Binary: binary, Pattern: "^BenchmarkSum$", Iterations: 1})
	if err == nil || !strings.Contains(err.Error(), "built with the overlay") {
		t.Errorf("error is %v, want one that asks for the overlay", err)
	}
}

func TestContextEndsTheRun(t *testing.T) {
	binary := build(t, ".")
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	start := time.Now()
	_, err := callgrind.Run(ctx, callgrind.Command{Binary: binary, Pattern: "^BenchmarkForever$"})
	if err == nil || !strings.Contains(err.Error(), "deadline exceeded") {
		t.Errorf("error is %v, want the deadline's", err)
	}
	if took := time.Since(start); took > time.Minute {
		t.Errorf("it ended after %s, want soon after 2s", took)
	}
	if left := commands(t, binary); len(left) > 0 {
		t.Errorf("still running: %q, want nothing", left)
	}
}

// commands are those of running processes that name a file.
func commands(t *testing.T, file string) []string {
	t.Helper()
	paths, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, path := range paths {
		line, _ := os.ReadFile(path) // it may have ended meanwhile
		if slices.Contains(strings.Split(string(line), "\x00"), file) {
			found = append(found, string(line))
		}
	}
	return found
}

func TestOutsideOfValgrind(t *testing.T) {
	binary := build(t, ".")
	out, err := exec.Command(binary, "-test.run=^$", "-test.bench=Sum|Loop|Pause|Sub|Alloc|Parallel|Other", "-test.benchtime=10x").CombinedOutput()
	if err != nil || strings.Contains(string(out), "callgrind") {
		t.Fatalf("without valgrind: %v\n%s", err, out)
	}
	if got, want := strings.Count(string(out), "ns/op"), 9; got != want {
		t.Errorf("%d results, want %d:\n%s", got, want, out)
	}
}

func TestCgo(t *testing.T) {
	if _, err := exec.LookPath("cc"); err != nil {
		t.Skip("cgo: no C compiler; try: apt-get install gcc")
	}
	binary := build(t, "./cgo", "CGO_ENABLED=1")
	if out, err := exec.Command(binary, "-test.run=^$", "-test.bench=.", "-test.benchtime=10x").CombinedOutput(); err != nil {
		t.Errorf("without valgrind: %v\n%s", err, out)
	}
	// No exact count: where a call takes long, the runtime gives its processor away,
	// and the way back takes some hundred instructions more.
	if got := counted(t, binary, "BenchmarkC", 100).PerOp(); got < 3000 || got > 50_000 {
		t.Errorf("a call of 1000 steps took %.1f, want some for each step", got)
	}
}
