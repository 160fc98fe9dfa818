package session

import (
	"fmt"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
)

// keeper is the results file of a run. It tells the watch what it writes.
type keeper struct {
	*result.Writer
	watch  Watch
	warned []string // in this process
	lost   error    // the first thing beside a launch that could not be written; measuring goes on
}

// tried keeps what proof and calibration found of a case.
func (k *keeper) tried(scenario string, t launch.Trial) {
	if err := k.Tried(scenario, t); err != nil && k.lost == nil {
		k.lost = err
	}
}

// note tells a line, and writes it into the file.
func (k *keeper) note(format string, args ...any) {
	k.watch.say(format, args...)
	k.Note(format, args...)
}

// warn tells what may have spoiled results, and writes it into the file.
func (k *keeper) warn(format string, args ...any) {
	k.warned = append(k.warned, fmt.Sprintf("warning: "+format, args...))
	k.watch.say("warning: "+format, args...)
	k.Event("warning: "+format, args...)
}

// create makes the files of a new run.
func create(s Spec, from held, tasks []runner.Task) (*result.Writer, error) {
	h, err := header(s, from, tasks)
	if err != nil {
		return nil, err
	}
	w, err := result.Create(s.Results, h)
	if err != nil {
		return nil, &option.Hint{Err: err, Option: "results", Text: "names another folder"}
	}
	return w, nil
}

// header returns the head of the results file: the machine, the build of the measured
// program, and the libraries under its scenarios.
func header(s Spec, from held, tasks []runner.Task) (h result.Header, err error) {
	facts := machine.Read("/")
	h = result.Header{
		Machine: machine.ID(facts), Commit: machine.Commit("."), Started: time.Now(),
		Comments: []string{fmt.Sprintf("seed %d load %.2f", s.Conditions.Seed, facts.Load)},
		Versions: map[string][]bench.Version{},
	}
	for _, t := range tasks {
		h.Versions[t.Info.Name] = t.Versions
	}
	for _, c := range machine.Config(facts, from.build()) {
		h.Config = append(h.Config, [2]string{c.Key, c.Value})
	}
	if s.Conditions.Counters {
		h.Units = events.Units()
	}
	h.Config = append(h.Config, [2]string{"ballast", bench.Bytes(runner.Ballast).String()}, [2]string{"pages", pagesName(s.Conditions.Pages)}, [2]string{"reader", readerName(s.Conditions.Reader)})
	h.Plan, err = s.save(from, tasks)
	return h, err
}
