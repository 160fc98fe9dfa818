package truth

import (
	"context"
	"strconv"
	"time"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/plant"
)

// fakeMachine is a machine whose launches say what is known.
type fakeMachine struct {
	bias     map[string]float64 // by scenario: how much longer the twin takes, as a share, where nothing is planted
	noise    float64            // by which launches differ, either way
	launches map[string]int     // that were asked for, by scenario and what is planted
	fault    string             // the scenario whose children fail
}

const fakeLaunch = 50 * time.Millisecond // what each takes, as it says

// start is a launcher of children that measure nothing.
func (m *fakeMachine) start(_ context.Context, job launch.Job, receive func(launch.Message)) error {
	v := job.Visits[0]
	if job.Scenario == m.fault {
		receive(launch.Message{Fault: &launch.Fault{Scenario: job.Scenario, Case: v.Case, Reason: "out of luck"}})
		return nil
	}
	if job.Mode == launch.CalibrateMode {
		v.Arms, v.Ops, v.Long, v.Clock = []int{0, 1}, []int{1, 1}, []bool{false, false}, launch.Wall
		receive(launch.Message{Trial: &launch.Trial{Visit: v}})
		return nil
	}
	planted := v.Case.Get("plant")
	name := job.Scenario + " " + planted
	m.launches[name]++
	truth := 1 + m.bias[job.Scenario]
	if parts, err := strconv.Atoi(planted); err == nil {
		truth += 1 / float64(parts)
	}
	truth *= 1 + m.noise*float64(1-m.launches[name]%2*2)*(1+float64(m.launches[name]%5)/10)
	const copied = time.Millisecond
	round := []loop.Sample{{Arm: 0, Ops: 1, Wall: copied}, {Arm: 1, Ops: 1, Wall: time.Duration(float64(copied) * truth)}}
	receive(launch.Message{Record: &launch.Record{
		Scenario: job.Scenario, Case: v.Case, Clock: launch.Wall, Took: fakeLaunch,
		Rivals: []launch.Rival{{Name: "copy"}, {Name: "twin"}}, Blocks: []launch.Block{{Rounds: [][]loop.Sample{round}}},
	}})
	receive(launch.Message{Done: true})
	return nil
}

// rig starts launches on the machine.
func (m *fakeMachine) rig() Rig {
	m.launches = map[string]int{}
	return Rig{Works: plant.Same(), Start: m.start}
}
