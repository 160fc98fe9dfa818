package child

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// Serve is the whole work of a child: it reads one [launch.Job] from in, does it, and
// writes one [launch.Message] per line to out. When in ends, the parent is gone, and
// Serve ends the process.
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
		scratch.RemoveOf(os.Getpid()) // nobody else is left to do it
		os.Exit(3)
	}()
	to := newAnswers(out, job)
	if job.Mode == launch.DescribeMode {
		if err := to.say(launch.Message{Scenarios: Descriptions(shop.Scenarios, job.Wish)}); err != nil {
			return err
		}
		return to.say(launch.Message{Done: true})
	}
	s, err := shop.scenario(job.Scenario)
	if err != nil {
		return err
	}
	work(newRoom(shop, job, s, to))
	return to.say(launch.Message{Done: true})
}

// speaks refuses a parent that was built with another version. The error says which
// of the two is older.
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

// work does the job, up to the first visit that panics: its block may be in any state
// then.
func work(r *room) {
	defer func() {
		if p := recover(); p != nil {
			r.answers.fault("panic: %v, at %s", p, panicPlace(debug.Stack()))
		}
	}()
	switch r.job.Mode {
	case launch.ProveMode:
		prover{calibrator{r}}.all()
	case launch.CalibrateMode:
		calibrator{r}.all()
	case launch.MeasureMode:
		measurer{r}.all()
	case launch.ProfileMode:
		profiler{r}.all()
	case launch.RetainMode:
		retainer{r}.all()
	case launch.PeakMode:
		climber{r}.all()
	case launch.LedgerMode:
		bookkeeper{r}.all()
	}
}
