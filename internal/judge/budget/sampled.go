package budget

import (
	"math"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Sampling is where the CPU samples of one arm fell, as times of an operation: the share
// of the samples times the measured time. It is another source than the parts of a
// budget, and sees other things. C is one row, whatever is done there. The time of a page
// fault belongs to the function that touched the page.
type Sampling struct {
	Arm       string
	Samples   int64 // inside operations
	Collector int64 // in the collector's goroutines
	Parts     []Part
	Functions []Function // with the most samples of their own, the first one first
	Stacks    []Stack    // those inside operations, each once; the operation itself is the last frame
}

// Function is a function with the share of the samples that it has itself.
type Function struct {
	Name  string
	Share float64
}

// functionsMost is how many functions a sampling has.
const functionsMost = 5

// Sampled puts the stacks of a profile of one arm into rows. Time is the measured time of
// an operation.
func Sampled(arm string, time interval.Estimate, stacks []Stack) Sampling {
	s := Sampling{Arm: arm}
	rows, own := map[Row]int64{}, map[string]int64{}
	for _, stack := range stacks {
		if inCollector(stack.Frames) {
			s.Collector += stack.Samples
			continue
		}
		if inside := operation(stack.Frames); len(inside) > 0 {
			s.Samples += stack.Samples
			rows[RowOf(inside)] += stack.Samples
			own[hottest(inside)] += stack.Samples
			s.Stacks = append(s.Stacks, Stack{awake(inside), stack.Samples})
		}
	}
	s.Stacks = folded(s.Stacks)
	for _, row := range append(Rows(), Other) {
		if n := rows[row]; n > 0 {
			s.Parts = append(s.Parts, Part{row, shareOf(n, s.Samples, time)})
		}
	}
	for name, n := range own {
		s.Functions = append(s.Functions, Function{name, float64(n) / float64(s.Samples)})
	}
	slices.SortFunc(s.Functions, func(a, b Function) int {
		if a.Share != b.Share {
			return int(math.Copysign(1, b.Share-a.Share))
		}
		return strings.Compare(a.Name, b.Name)
	})
	s.Functions = s.Functions[:min(len(s.Functions), functionsMost)]
	return s
}

// hottest is the innermost function. The runtime's own for interrupting a loop stands for
// the loop.
func hottest(frames []string) string { return awake(frames)[0] }

// awake are the frames without the runtime's own for interrupting a loop.
func awake(frames []string) []string {
	for i, f := range frames {
		if !strings.HasPrefix(f, "runtime.asyncPreempt") {
			return frames[i:]
		}
	}
	return frames
}

// shareOf is the time that belongs to n of all samples, with the interval of chance: that
// of a binomial share, and one sample more.
func shareOf(n, all int64, time interval.Estimate) interval.Estimate {
	const normal = 1.96 // for [Confidence]
	p := float64(n) / float64(all)
	half := normal*math.Sqrt(p*(1-p)/float64(all)) + 1/float64(all)
	return interval.Estimate{
		Center: p * time.Center, Lo: max(p-half, 0) * time.Center, Hi: min(p+half, 1) * time.Center,
		Confidence: Confidence, N: int(all),
	}
}

// loopPackage is the part of the path of the loop that runs operations.
const loopPackage = "/internal/measure/loop."

// operation are the frames inside an operation: within the innermost function of the
// loop. It is empty for the loop itself, and for the clocks that it reads.
func operation(frames []string) []string {
	at := slices.IndexFunc(frames, func(f string) bool { return strings.Contains(f, loopPackage) })
	if at < 1 {
		return nil
	}
	outermost := frames[at-1]
	if strings.HasPrefix(outermost, "time.") || strings.Contains(outermost, "/internal/measure/clocks.") {
		return nil
	}
	return frames[:at]
}

// inCollector reports whether a stack is one of the runtime's goroutines that collect,
// sweep or give memory back.
func inCollector(frames []string) bool {
	return len(frames) > 0 && slices.ContainsFunc(
		[]string{"runtime.gcBgMarkWorker", "runtime.bgsweep", "runtime.bgscavenge"},
		func(name string) bool { return strings.HasPrefix(frames[len(frames)-1], name) })
}

// rules say which row a stack belongs to: the first rule that a frame of it meets. If
// leaf is set, only the innermost frame counts.
var rules = []struct {
	row    Row
	leaf   bool
	begins []string
}{
	{Collection, false, []string{"runtime.gcAssistAlloc", "runtime.gcStart", "runtime.gcMarkTermination", "runtime.gcMarkDone"}},
	{Moving, true, []string{"runtime.memmove", gathering}},
	{Allocation, false, []string{
		"runtime.mallocgc", "runtime.growslice", "runtime.makeslice", "runtime.newobject",
		"runtime.rawbyteslice", "runtime.rawstring", "runtime.newarray",
	}},
	{Calls, false, []string{"runtime.cgocall", "runtime.asmcgocall", "runtime.cgocallback"}},
	{System, false, []string{"syscall.", "internal/runtime/syscall.", "golang.org/x/sys/unix.Syscall"}},
}

// gathering begins the names of the loops that gather numbers.
const gathering = "github.com/bufbench/bufbench" + kernelPackage + "Gather"

// kernelPackage is the part of the path of what reads the bytes.
const kernelPackage = "/scenarios/kernel."

// RowOf is the row of a stack inside an operation, the innermost function first. It is
// decided by the names of functions: memmove moves bytes, mallocgc allocates, cgocall is
// in C.
func RowOf(frames []string) Row {
	for _, rule := range rules {
		among := frames
		if rule.leaf {
			among = frames[:min(1, len(frames))]
		}
		for _, frame := range among {
			if slices.ContainsFunc(rule.begins, func(name string) bool { return strings.HasPrefix(frame, name) }) {
				return rule.row
			}
		}
	}
	if slices.ContainsFunc(frames, func(f string) bool { return strings.Contains(f, kernelPackage) }) {
		return Reading
	}
	return Other
}
