package series

import (
	"cmp"
	"container/heap"
	"math"
	"slices"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// edge is a comparison of two commits of a line.
type edge struct {
	from, to  int
	log, vari float64 // of the ratio
}

// Chains returns the indexes of all benchmarks that were compared in turn.
func (c *Collection) Chains(l trend.Line, asked Filter) []trend.Chain {
	place := c.places(l)
	var all []trend.Chain
	edges := map[trend.Key][]edge{}
	var keys []trend.Key
	for _, k := range c.sorted(asked) {
		whole := trend.Key{Package: k.Package, Name: k.Name, Unit: k.Unit}
		if n := len(keys); len(c.keys[k].pairs) > 0 && (n == 0 || keys[n-1] != whole) { // all of a benchmark stand together
			keys = append(keys, whole)
		}
		for _, p := range c.keys[k].pairs {
			if e, ok := edgeOf(p, place); ok {
				edges[whole] = append(edges[whole], e)
			}
		}
	}
	for _, k := range keys {
		if links := walk(edges[k]); len(links) > 0 {
			all = append(all, trend.Chain{Key: k, Better: c.better(k.Unit), Links: links})
		}
	}
	return all
}

// edgeOf is the median ratio of pairs, with its variance. Values of 0 have no ratio, and
// one pair has no variance.
func edgeOf(p pairs, place []int32) (edge, bool) {
	e := edge{from: int(place[p.base]), to: int(place[p.head])}
	var logs []float64
	for i := range min(len(p.before), len(p.then)) {
		if p.before[i] > 0 && p.then[i] > 0 {
			logs = append(logs, math.Log(p.then[i]/p.before[i]))
		}
	}
	if e.from < 0 || e.to < 0 || e.from == e.to || len(logs) < 2 {
		return e, false
	}
	e.log = median(logs)
	away := 0.
	for _, x := range logs {
		away += math.Abs(x - e.log)
	}
	const normal, ofMedian = 1.2533, math.Pi / 2 // of mean deviations; of the median of a sample
	sigma := normal * away / float64(len(logs))
	e.vari = ofMedian * sigma * sigma / float64(len(logs))
	return e, true
}

func median(values []float64) float64 {
	s := slices.Sorted(slices.Values(values))
	n := len(s)
	if n%2 == 1 {
		return s[n/2]
	}
	return (s[n/2-1] + s[n/2]) / 2
}

// step is a link in the making.
type step struct {
	at, steps, root int
	log, vari       float64 // of the index
}

// walk joins comparisons to chains. To each commit it takes the path of least variance
// from the oldest commit that it can be reached from.
func walk(edges []edge) []trend.Link {
	next := map[int][]edge{}
	var commits []int
	for _, e := range edges {
		for _, at := range []int{e.from, e.to} {
			if next[at] == nil {
				commits = append(commits, at)
			}
			next[at] = append(next[at], e)
		}
	}
	slices.Sort(commits)
	found := map[int]step{}
	for _, root := range commits {
		if _, has := found[root]; !has {
			reach(root, next, found)
		}
	}
	var links []trend.Link
	for _, at := range commits {
		links = append(links, found[at].link())
	}
	return links
}

// steps is a heap of steps, the surest on top.
type steps []step

func (s steps) Len() int      { return len(s) }
func (s steps) Swap(i, j int) { s[i], s[j] = s[j], s[i] }
func (s steps) Less(i, j int) bool {
	a, b := s[i], s[j]
	return cmp.Or(cmp.Compare(a.vari, b.vari), cmp.Compare(a.steps, b.steps), cmp.Compare(a.at, b.at), cmp.Compare(a.log, b.log)) < 0
}
func (s *steps) Push(x any) { *s = append(*s, x.(step)) }

// Pop implements heap.Interface.
func (s *steps) Pop() any {
	last := len(*s) - 1
	top := (*s)[last]
	*s = (*s)[:last]
	return top
}

// reach adds the steps to all commits that can be reached from a root: Dijkstra's way, by
// variance and then by number.
func reach(root int, next map[int][]edge, found map[int]step) {
	open := &steps{{at: root, root: root}}
	for open.Len() > 0 {
		now := heap.Pop(open).(step)
		if _, has := found[now.at]; has {
			continue
		}
		found[now.at] = now
		for _, e := range next[now.at] {
			to, log := e.to, e.log
			if to == now.at {
				to, log = e.from, -e.log
			}
			if _, has := found[to]; !has {
				heap.Push(open, step{at: to, log: now.log + log, vari: now.vari + e.vari, steps: now.steps + 1, root: root})
			}
		}
	}
}

// link is the index at a step, with its interval.
func (s step) link() trend.Link {
	const twoSided = 1.96
	half := twoSided * math.Sqrt(s.vari)
	return trend.Link{At: s.at, Index: math.Exp(s.log), Low: math.Exp(s.log - half), High: math.Exp(s.log + half), Steps: s.steps, Root: s.root}
}

// Indexes are chains as series, in the unit "index": a change of one is a change of the
// benchmark on whatever machine. Counts that do not vary are left out: their own series
// hold on every machine.
func Indexes(chains []trend.Chain) (all []trend.Series) {
	for _, c := range chains {
		if result.Deterministic(c.Unit) {
			continue
		}
		of := map[int]*trend.Series{}
		var roots []int
		for _, l := range c.Links {
			if of[l.Root] == nil {
				k := c.Key
				k.Unit, k.Env = "index", "ratios of "+c.Unit
				of[l.Root] = &trend.Series{Key: k, Better: c.Better}
				roots = append(roots, l.Root)
			}
			s := of[l.Root]
			s.Points = append(s.Points, trend.Point{At: l.At, Values: []float64{l.Index}})
		}
		slices.Sort(roots)
		for _, root := range roots {
			all = append(all, *of[root])
		}
	}
	return all
}
