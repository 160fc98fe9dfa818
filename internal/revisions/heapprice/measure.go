package heapprice

import (
	"cmp"
	"context"
	_ "embed" // for the module
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// Spec says which prices to measure.
type Spec struct {
	Folder   *scratch.Folder
	Go       string  // version of the Go toolchain, such as go1.26.1; empty leaves it to the go command
	Procs    int     // GOMAXPROCS
	Sizes    []int64 // of objects, in bytes
	Launches int
}

// Price is what an object of one size costs, in nanoseconds, in the middle of all launches.
type Price struct {
	Size                   int64
	Allocating, Collecting Ways
}

// Ways are two ways to allocate an object.
type Ways struct {
	Alone  float64 // bytes, in a loop of allocations
	Behind float64 // pointers, each behind a read of 32 KiB
}

//go:embed module/prices_test.go.txt
var program []byte

// module is older than any Go that runs benchmarks here, so each Go builds it.
const module = "module prices\n\ngo 1.20\n"

// sample is how long each price is measured per launch.
const sample = 10 * time.Millisecond

// Measure measures the prices. They have the order of the sizes.
func Measure(ctx context.Context, s Spec) ([]Price, error) {
	binary, err := s.build(ctx)
	if err != nil {
		return nil, fmt.Errorf("build the benchmark of prices: %w", err)
	}
	costs := map[string][]cost{}
	for range s.Launches {
		found, err := binary.Discover(ctx, "^BenchmarkPrice$", sample)
		if err == nil {
			err = add(costs, found)
		}
		if err != nil {
			return nil, fmt.Errorf("measure the prices of objects: %w", err)
		}
	}
	return pricesOf(costs, s.Sizes)
}

// build writes and builds the module. The go command ignores a module at the top of the
// folder for temporary files.
func (s Spec) build(ctx context.Context) (b gotest.Binary, err error) {
	temp, err := os.MkdirTemp(s.Folder.Path, "prices")
	if err != nil {
		return b, err
	}
	dir := filepath.Join(temp, "module")
	if err := os.Mkdir(dir, 0o777); err != nil {
		return b, err
	}
	for name, text := range map[string][]byte{"go.mod": []byte(module), "prices_test.go": program} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
			return b, err
		}
	}
	source := gotest.Source{
		Dir: dir, Env: []string{s.Folder.Env(), "TMPDIR=" + temp, "GOTMPDIR=" + temp, "GOWORK=off"},
		Flags: []string{"-mod=readonly"}, // and not what GOFLAGS says of another module
	}
	if strings.HasPrefix(s.Go, "go1.") && !strings.ContainsAny(s.Go, " -") { // others are no releases
		source.Env = append(source.Env, "GOTOOLCHAIN="+s.Go)
	}
	var sizes []string
	for _, size := range s.Sizes {
		sizes = append(sizes, strconv.FormatInt(size, 10))
	}
	b = gotest.Binary{
		Path: filepath.Join(dir, "prices.test"), Dir: dir, Procs: s.Procs,
		Env: append(source.Env, "BUFBENCH_SIZES="+strings.Join(sizes, ",")),
	}
	return b, source.Build(ctx, gotest.Package{Path: "."}, b.Path)
}

// cost is the time of an operation without the collector, and the collector's part.
type cost struct{ nanos, collecting float64 }

// add adds the figures of a launch, by the name of the benchmark.
func add(costs map[string][]cost, found []gotest.Discovery) error {
	for _, d := range found {
		if d.Failed {
			return fmt.Errorf("%s: %s", d.Name, d.Said)
		}
		var c cost
		for _, v := range d.Values {
			switch v.Unit {
			case "price-ns/op":
				c.nanos = v.X
			case "gc-ns/op":
				c.collecting = v.X
			}
		}
		name := strings.TrimPrefix(d.Name, "BenchmarkPrice/")
		costs[name] = append(costs[name], c)
	}
	return nil
}

// pricesOf are the prices, in the order of sizes. Other work before an allocation never makes
// it cheaper, whatever the noise says.
func pricesOf(costs map[string][]cost, sizes []int64) (all []Price, err error) {
	for _, size := range sizes {
		alone, behind := middle(costs[fmt.Sprint("alone/", size)]), middle(costs[fmt.Sprint("behind/", size)])
		if alone.nanos <= 0 {
			return nil, fmt.Errorf("measure the prices of objects: one of %d bytes has no time", size)
		}
		all = append(all, Price{
			Size:       size,
			Allocating: Ways{alone.nanos, max(behind.nanos, alone.nanos)},
			Collecting: Ways{alone.collecting, behind.collecting},
		})
	}
	return all, nil
}

// middle has the median of each figure; zero without any.
func middle(all []cost) (c cost) {
	if len(all) == 0 {
		return c
	}
	at := (len(all) - 1) / 2 // the lower one of two: others only make it longer
	slices.SortFunc(all, func(a, b cost) int { return cmp.Compare(a.nanos, b.nanos) })
	c.nanos = all[at].nanos
	slices.SortFunc(all, func(a, b cost) int { return cmp.Compare(a.collecting, b.collecting) })
	c.collecting = all[at].collecting
	return c
}
