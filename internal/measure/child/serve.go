package child

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// Shop is what a child can run.
type Shop struct {
	Scenarios  []bench.Scenario
	References []reference.Candidate
	Clocks     loop.Clocks
	ReadChars  func() (uint64, bool) // see [proof.Prover]
	HugeBytes  func() (uint64, bool) // memory of this process in huge pages
	Resident   func() (uint64, bool) // memory of this process
	ResetPeak  func() error          // lets Peak begin anew; an error says why it cannot
	Peak       func() (uint64, bool) // memory of this process at most
	Counters   func() Counter        // opens what counts events of this thread; nil has nothing
}

// Serve is the whole life of a child: it reads one [Job] from in, does it, and
// writes a [Message] a line to out. It ends the process when in ends, because
// then the parent is gone.
func Serve(in io.Reader, out io.Writer, shop Shop) error {
	runtime.LockOSThread() // the thread clocks belong to one thread
	lines := bufio.NewReader(in)
	text, err := lines.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("read the job: %w", err)
	}
	var job launch.Job
	if err := json.Unmarshal(text, &job); err != nil {
		return fmt.Errorf("read the job: %w", err)
	}
	if err := speaks(job.Version); err != nil {
		return err
	}
	go func() {
		io.Copy(io.Discard, lines)
		os.Exit(3)
	}()
	c := &child{shop: shop, job: job, enc: json.NewEncoder(out)}
	if job.Mode == launch.Describe {
		if err := c.say(launch.Message{Scenarios: Descriptions(shop.Scenarios, job.Wish)}); err != nil {
			return err
		}
		return c.say(launch.Message{Done: true})
	}
	for _, s := range shop.Scenarios {
		if s.Describe().Name == job.Scenario {
			c.scenario = s
		}
	}
	if c.scenario == nil {
		return fmt.Errorf("this program has no scenario %q", job.Scenario)
	}
	c.work()
	return c.say(launch.Message{Done: true})
}

// speaks refuses a parent that was built with another version, and says which
// of the two is the older one.
func speaks(version int) error {
	switch {
	case version > launch.Version:
		return fmt.Errorf("this program was built with an older version of the library than bufbench has "+
			"(it speaks %d, not %d): rebuild it (go get github.com/bufbench/bufbench@latest, then go build)", launch.Version, version)
	case version < launch.Version:
		return fmt.Errorf("this program was built with a later version of the library than bufbench has "+
			"(it speaks %d, not %d): rebuild bufbench (go install github.com/bufbench/bufbench/cmd/bufbench@latest)", launch.Version, version)
	}
	return nil
}

// child is one launch, seen from inside.
type child struct {
	shop     Shop
	job      launch.Job
	scenario bench.Scenario
	enc      *json.Encoder
	ballast  []byte
	dirt     []byte        // what cold lives find in the caches
	kept     uint64        // keeps reading it alive
	touched  bench.Bytes   // how much heap has been touched
	settling time.Duration // what that took
	current  int           // the visit at hand
}

func (c *child) say(m launch.Message) error {
	if err := c.enc.Encode(m); err != nil {
		return fmt.Errorf("answer the parent: %w", err)
	}
	return nil
}

// work does the job, up to the first visit that panics: its block may be in any
// state then.
func (c *child) work() {
	defer func() {
		if r := recover(); r != nil {
			c.fault("panic: %v, at %s", r, panicPlace(debug.Stack()))
		}
	}()
	switch c.job.Mode {
	case launch.Prove:
		c.proveAll()
	case launch.Calibrate:
		c.calibrateAll()
	case launch.Measure:
		c.measureAll()
	case launch.Profile:
		c.profileAll()
	case launch.Retain:
		c.retain()
	case launch.Peak:
		c.peak()
	}
}

func (c *child) begin(i int) {
	c.current = i
	c.say(launch.Message{Begin: &i})
}

func (c *child) fault(format string, args ...any) {
	c.say(launch.Message{Fault: &launch.Fault{
		Scenario: c.job.Scenario, Case: c.job.Visits[c.current].Case,
		Reason: fmt.Sprintf(format, args...),
	}})
}

// named puts the name of the rival into an error of the loop, which knows
// rivals by number.
func (c *child) named(v launch.Visit, err error) error {
	var u *loop.Unsteady
	if !errors.As(err, &u) {
		return err
	}
	name := "a reference"
	if u.Arm < len(v.Arms) {
		name = "arm " + c.scenario.Rivals()[v.Arms[u.Arm]].Name
	}
	return fmt.Errorf("%s is unsteady: %w", name, err)
}

// panicPlace is the file and line that panicked.
func panicPlace(stack []byte) string {
	lines := strings.Split(string(stack), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "panic(") && i+3 < len(lines) {
			place, _, _ := strings.Cut(strings.TrimSpace(lines[i+3]), " +0x")
			return place[strings.LastIndexByte(place, '/')+1:]
		}
	}
	return "an unknown place"
}
