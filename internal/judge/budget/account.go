package budget

import (
	"slices"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// trim is the part of samples that is cut from each end before a mean, as in verdicts of
// runs: the time of an arm is the time that a run prints.
const trim = 0.4

// account is the budget of one arm in one launch, in nanoseconds.
type account struct {
	time   float64
	parts  map[Row]float64
	others float64 // the collector's time on other threads
	unread float64 // what the arm with 0 passes saves; 0 if there is none
	faults float64 // per operation
}

// rest is the time that the parts do not explain.
func (a account) rest() float64 {
	sum := a.time
	for _, part := range a.parts {
		sum -= part
	}
	return sum
}

// sheet is a ledger with its times reduced to one per rival.
type sheet struct {
	*launch.Ledger
	times, faults []float64
	arms          int
}

func sheetOf(l *launch.Ledger) sheet {
	s := sheet{Ledger: l, arms: len(l.Record.Rivals) - len(l.Prices)}
	for i := range l.Record.Rivals {
		s.times = append(s.times, timeOf(&l.Record, i))
		s.faults = append(s.faults, faultsOf(&l.Record, i))
	}
	return s
}

// timeOf is the time of an operation of rival i.
func timeOf(r *launch.Record, i int) float64 {
	return typical(r, i, func(s loop.Sample) float64 {
		if r.Clock == launch.Thread {
			return float64(s.CPU)
		}
		return float64(s.Wall)
	})
}

// waited is the wall time of an operation of rival i without CPU time of its thread. It is
// 0 where the CPU time is not known.
func waited(r *launch.Record, i int) float64 {
	return typical(r, i, func(s loop.Sample) float64 {
		if s.CPU == 0 {
			return 0
		}
		return max(float64(s.Wall-s.CPU), 0)
	})
}

// faultsOf is the number of page faults of an operation of rival i, in the samples whose
// time counts: a sample with a storm of faults is no part of the time.
func faultsOf(r *launch.Record, i int) float64 {
	return typical(r, i, func(s loop.Sample) float64 { return float64(s.Usage.Faults) })
}

// typical is a figure of an operation of rival i: the trimmed mean of a block, and the
// mean over blocks.
func typical(r *launch.Record, i int, of func(loop.Sample) float64) (mean float64) {
	for _, b := range r.Blocks {
		var all []float64
		for _, round := range b.Rounds {
			all = append(all, of(round[i])/float64(round[i].Ops))
		}
		mean += interval.TrimmedMean(all, trim) / float64(len(r.Blocks))
	}
	return mean
}

// index is the rival that is the price p; false if the ledger has no such price.
func (s sheet) index(p launch.Price) (int, bool) {
	i := slices.Index(s.Prices, p)
	return s.arms + i, i >= 0
}

// plain is the price of an item without a size: 0 if it is unknown.
func (s sheet) plain(item launch.Item) float64 {
	i, known := s.index(launch.Price{Item: item})
	if !known {
		return 0
	}
	return max(s.alone(i), 0)
}

// alone is the time of the price of rival i, without the read before it.
func (s sheet) alone(i int) float64 {
	t := s.times[i]
	if s.Prices[i-s.arms].Item.Behind() {
		if bare, known := s.index(launch.Bare(s.Record.Case)); known {
			t -= s.times[bare]
		}
	}
	return t
}

// net is a price without the page faults, calls into C and system calls in it, and without the
// objects of a cleanup: they have rows of their own.
func (s sheet) net(p launch.Price) float64 {
	i, known := s.index(p)
	if !known {
		return 0
	}
	t := s.alone(i) - s.faults[i]*s.plain(launch.FaultItem) - s.Works[i].Calls*s.plain(launch.CallItem)
	if p.Item == launch.CleanupItem {
		for _, o := range s.Works[i].Objects {
			t -= o.PerOp * s.net(launch.Price{Item: launch.ObjectItem, Size: o.Size})
		}
	}
	return max(t-s.Works[i].Requests*s.plain(launch.RequestItem), 0)
}

// account is the budget of arm i.
func (s sheet) account(i int) account {
	w := s.Works[i]
	a := account{time: s.times[i], faults: s.faults[i], parts: map[Row]float64{
		Faults: s.faults[i] * s.plain(launch.FaultItem),
		Calls:  w.Calls * s.plain(launch.CallItem),
		System: w.Requests * s.plain(launch.RequestItem),
	}}
	if s.Record.Clock != launch.Thread {
		a.parts[Waiting] = waited(&s.Record, i)
	}
	for _, o := range w.Objects {
		whole := s.net(w.ObjectPrice(o))
		collecting := min(s.Collector.Own*float64(o.Size), whole)
		a.parts[Allocation] += o.PerOp * (whole - collecting)
		a.parts[Collection] += o.PerOp * collecting
		a.others += o.PerOp * float64(o.Size) * s.Collector.Others
	}
	for _, p := range w.Copies(s.Record.Case) {
		a.parts[Moving] += p.Times * s.net(p.Price)
	}
	if w.System > 0 {
		a.parts[System] += s.net(launch.Price{Item: launch.SystemItem, Size: w.System})
	}
	if w.Mapped > 0 {
		a.parts[System] += s.net(launch.Price{Item: launch.MapItem, Size: w.Mapped})
	}
	for _, name := range w.Protocol {
		a.parts[Lookups] += s.net(launch.Price{Item: launch.LookupItem, Name: name})
	}
	a.parts[Cleanups] = float64(w.Cleanups) * s.net(launch.Price{Item: launch.CleanupItem})
	a.unread = s.saved(i)
	a.parts[Reading] = a.unread
	if w.Reads > 0 {
		a.parts[Reading] = w.Reads * s.net(w.ReadPrice())
	}
	return a
}

// saved is the time that arm i saves if it reads nothing. The calls and faults that it
// saves too are not in it.
func (s sheet) saved(i int) float64 {
	j, known := s.index(launch.Price{Item: launch.UnreadItem, Name: s.Record.Rivals[i].Name})
	if !known {
		return 0
	}
	t := s.times[i] - s.times[j] - (s.Works[i].Calls-s.Works[j].Calls)*s.plain(launch.CallItem)
	return t - (s.faults[i]-s.faults[j])*s.plain(launch.FaultItem)
}
