package unitprice

import (
	"cmp"
	"context"
	_ "embed" // for the module
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// Spec says which prices to measure.
type Spec struct {
	Folder   *scratch.Folder
	Go       string // version of the Go toolchain, such as go1.26.1; empty leaves it to the go command
	Procs    int    // GOMAXPROCS
	Items    []Item
	Launches int
}

// Price is what an item costs, in nanoseconds, in the middle of all launches.
type Price struct {
	Item       Item
	Time       Ways // without the collector
	Collecting Ways // its part of an object
}

// Ways are two ways to do the same.
type Ways struct {
	Alone  float64 // one after another; objects of bytes
	Behind float64 // each behind a read of 32 KiB; objects of pointers
}

// The program. A package with a call into C needs a C compiler, so the others have none.
var (
	//go:embed module/prices_test.go.txt
	program []byte
	//go:embed module/pages_linux_test.go.txt
	pages []byte
	//go:embed module/pages_other_test.go.txt
	noPages []byte
	//go:embed module/call.go.txt
	call []byte
	//go:embed module/nocall.go.txt
	noCall []byte
)

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
			return nil, fmt.Errorf("measure the prices: %w", err)
		}
	}
	return pricesOf(costs, s.Items)
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
	for name, text := range s.files() {
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
	var names []string
	for _, item := range s.Items {
		names = append(names, item.String())
	}
	b = gotest.Binary{
		Path: filepath.Join(dir, "prices.test"), Dir: dir, Procs: s.Procs,
		Env: append(source.Env, "BUFBENCH_ITEMS="+strings.Join(names, ",")),
	}
	return b, source.Build(ctx, gotest.Package{Path: "."}, b.Path)
}

// files are the files of the module.
func (s Spec) files() map[string][]byte {
	all := map[string][]byte{
		"go.mod": []byte(module), "prices_test.go": program, "pages_linux_test.go": pages, "pages_other_test.go": noPages, "call.go": noCall,
	}
	if slices.ContainsFunc(s.Items, func(i Item) bool { return i.Kind == Call }) {
		all["call.go"] = call
	}
	return all
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

// pricesOf are the prices, in the order of items. Where noise left nothing behind other work,
// the price is that of the item alone.
func pricesOf(costs map[string][]cost, items []Item) (all []Price, err error) {
	for _, item := range items {
		alone, behind := middle(costs["alone/"+item.String()]), middle(costs["behind/"+item.String()])
		if alone.nanos <= 0 {
			return nil, fmt.Errorf("measure the prices: %s has no time", item)
		}
		if behind.nanos <= 0 {
			behind.nanos = alone.nanos
		}
		all = append(all, Price{
			Item:       item,
			Time:       Ways{alone.nanos, behind.nanos},
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
