package profdiff_test

import (
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

func TestRead(t *testing.T) {
	path := timed().ticks("p.f,p.g p.B", 3).written(t)
	side, err := profdiff.Read(path, 30)
	if err != nil || side.Ops != 30 {
		t.Fatalf("Read = %+v, %v", side, err)
	}
	if got := diff(t, side, side, "cpu").Total.Head; got.PerOp != 1e6 || got.Samples != 3 {
		t.Errorf("head = %+v, want 3 samples of 10 ms by 30 operations", got)
	}
}

func TestReadErrors(t *testing.T) {
	dir := t.TempDir()
	whole, err := os.ReadFile(timed().ticks("p.f", 3).written(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"empty": "", "text": "no profile\n", "cut": string(whole[:len(whole)/2]), "zip": "\x1f\x8b"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
		_, err := profdiff.Read(path, 1)
		if err == nil || !strings.HasPrefix(err.Error(), "read the profile "+path+": ") || !strings.Contains(err.Error(), "(a test that is stopped writes none; try: ") {
			t.Errorf("Read of what is %s = %v, want an error that names it and what to try", name, err)
		}
	}
	_, err = profdiff.Read(filepath.Join(dir, "none"), 1)
	if err == nil || !strings.HasPrefix(err.Error(), "read a profile: open ") || !strings.Contains(err.Error(), "try: ") {
		t.Errorf("Read of no file = %v, want an error that says what to try", err)
	}
}

// much and once spin, much eight times as long.
//
//go:noinline
func much(n int) (x uint64) {
	for i := range 8 * n {
		x = x*31 + uint64(i)
	}
	return x
}

//go:noinline
func once(n int) (x uint64) {
	for i := range n {
		x = x*31 + uint64(i)
	}
	return x
}

//go:noinline
func other(n int) (x uint64) {
	for i := range n {
		x = x*33 + uint64(i)
	}
	return x
}

var sink uint64

// spun profiles some work. How much is a number of operations and no time: a profile
// has a sample of each 10 ms of CPU time, whatever else the machine does.
func spun(t *testing.T, works ...func(int) uint64) profdiff.Side {
	t.Helper()
	path := filepath.Join(t.TempDir(), "cpu")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := pprof.StartCPUProfile(f); err != nil {
		t.Skipf("no profile here: %v (try: without -test.cpuprofile)", err)
	}
	const ops = 1000
	for range ops {
		for _, work := range works {
			sink += work(100_000)
		}
	}
	pprof.StopCPUProfile()
	side, err := profdiff.Read(path, ops)
	if err != nil {
		t.Fatal(err)
	}
	return side
}

// TestRealTime: of two functions that only the head runs, the one with eight times the
// work comes first. Where the runtime preempts a function, a sample may be of what it
// calls for that, so this looks at what functions take with all that they call.
func TestRealTime(t *testing.T) {
	d := diff(t, spun(t, other), spun(t, other, once, much), "cpu")
	at := func(name string) int {
		return slices.IndexFunc(d.Functions, func(f profdiff.Function) bool { return strings.HasSuffix(f.Name, "profdiff_test."+name) })
	}
	most, less := at("much"), at("once")
	if most < 0 || less >= 0 && less < most {
		t.Fatalf("Diff finds %q, want much before once", lines(d))
	}
	cum := d.Functions[most].Cum
	if share, ok := d.Share(cum); cum.Chance || !ok || share < 0.5 {
		t.Errorf("much has %+v, share %v %v, want more than half of the difference, beyond chance", cum, share, ok)
	}
}

var kept [][]byte

//go:noinline
func fill(n int) {
	for range n {
		kept = append(kept[:0], make([]byte, 1024))
	}
}

// TestRealMemory: a profile at rate 1 has every object.
func TestRealMemory(t *testing.T) {
	defer func(rate int) { runtime.MemProfileRate = rate }(runtime.MemProfileRate)
	runtime.MemProfileRate = 1
	snapshot := func(ops int64) profdiff.Side {
		runtime.GC() // a profile has what was allocated before the last two collections
		runtime.GC()
		path := filepath.Join(t.TempDir(), "mem")
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := pprof.Lookup("allocs").WriteTo(f, 0); err != nil {
			t.Fatal(err)
		}
		side, err := profdiff.Read(path, ops)
		if err != nil {
			t.Fatal(err)
		}
		return side
	}
	before := snapshot(1000)
	fill(1000)
	after := snapshot(1000)
	for sample, want := range map[string]float64{"alloc_space": 1024, "alloc_objects": 1} {
		all := diff(t, before, after, sample).Functions
		i := slices.IndexFunc(all, func(f profdiff.Function) bool { return strings.HasSuffix(f.Name, "profdiff_test.fill") })
		if i < 0 {
			t.Fatalf("%s: Diff does not find fill", sample)
		}
		if got := all[i].Flat; math.Abs(got.Diff()-want) > 0.1 || got.Err != 0 || got.Chance {
			t.Errorf("%s: fill has %+v more, want %v, counted", sample, got, want)
		}
	}
}
