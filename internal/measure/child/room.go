package child

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// room is what every task of a child works in: one launch of one scenario.
type room struct {
	shop     Shop
	job      launch.Job
	scenario bench.Scenario
	answers  *answers
	heap     *heap
	stage    *stage
	kept     uint64 // keeps checksums alive
}

func newRoom(shop Shop, job launch.Job, s bench.Scenario, to *answers) *room {
	return &room{
		shop: shop, job: job, scenario: s, answers: to,
		heap:  &heap{standard: job.Ballast},
		stage: &stage{scenario: s, references: shop.References, cache: job.Cache, pages: job.Pages, reader: readerOf(job)},
	}
}

// readerOf is the reader of a job; nil leaves it to the scenario.
func readerOf(job launch.Job) bench.Consumer {
	if job.Reader == launch.GoReader {
		return kernel.PlainSum()
	}
	return nil
}

// timer is a loop for the ops of a visit. What several goroutines do is seen by the clocks
// of the process, and takes longer samples: waking them takes some microseconds.
func (r *room) timer(o *opened) *loop.Loop {
	if o.crowd == nil {
		return loop.New(r.shop.Clocks, o.block.Rand)
	}
	clocks := r.shop.Whole
	clocks.Usage = o.crowd.bystander.seen(clocks.Usage)
	l := loop.New(clocks, o.block.Rand)
	l.Target = launch.CrewTarget
	return l
}

// named puts the name of the rival into an error of the loop, which has its number.
func (r *room) named(v launch.Visit, err error) error {
	var u *loop.Unsteady
	if !errors.As(err, &u) {
		return err
	}
	name := "a reference"
	if u.Arm < len(v.Arms) {
		name = "arm " + r.scenario.Rivals()[v.Arms[u.Arm]].Name
	}
	return fmt.Errorf("%s is unsteady: %w", name, err)
}

// answers are the messages to the parent.
type answers struct {
	enc     *json.Encoder
	job     launch.Job
	current int // the visit at hand
}

func newAnswers(out io.Writer, job launch.Job) *answers {
	return &answers{enc: json.NewEncoder(out), job: job}
}

func (a *answers) say(m launch.Message) error {
	if err := a.enc.Encode(m); err != nil {
		return fmt.Errorf("answer the parent: %w", err)
	}
	return nil
}

// begin says that the child turns to a visit.
func (a *answers) begin(visit int) {
	a.current = visit
	a.say(launch.Message{Begin: &visit})
}

// fault says that the visit at hand failed.
func (a *answers) fault(format string, args ...any) {
	a.say(launch.Message{Fault: &launch.Fault{
		Scenario: a.job.Scenario, Case: a.job.Visits[a.current].Case,
		Reason: fmt.Sprintf(format, args...),
	}})
}
