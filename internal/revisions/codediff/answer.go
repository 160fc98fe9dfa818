package codediff

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Verdict says whether a benchmark runs the same code on both sides.
type Verdict int

// The zero value is Unknown: only code that was compared is called the same.
const (
	Unknown Verdict = iota
	Same
	Different
)

// String returns the verdict in a word.
func (v Verdict) String() string { return [...]string{"unknown", "same", "different"}[v] }

// Answer is the comparison of one benchmark.
type Answer struct {
	Verdict     Verdict
	Differences []Difference // by name
	Why         string       // the reason for Unknown
	Functions   int          // how many functions and data were compared
}

// String returns the answer as a sentence without a subject, or "" if nothing was asked.
func (a Answer) String() string {
	switch {
	case a.Verdict == Same:
		return "no instruction and no constant differs"
	case a.Verdict == Unknown && a.Why == "":
		return ""
	case a.Verdict == Unknown:
		return "it is not known whether both sides run the same: " + a.Why
	}
	const most = 3
	var names []string
	for _, d := range a.Differences[:min(most, len(a.Differences))] {
		names = append(names, d.String())
	}
	if more := len(a.Differences) - most; more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return "it differs in " + strings.Join(names, ", ")
}

// initial matches the functions that set up a package before anything else runs.
var initial = regexp.MustCompile(`\.init(\.\d+)?$`)

// Benchmark compares the code of a benchmark, such as "BenchmarkSum/size=1", and the
// code that runs before it. Sub-benchmarks share the function of their parent.
func (c *Comparison) Benchmark(path, name string) Answer {
	if c.setting != "" {
		return Answer{Why: c.setting}
	}
	start, why := c.benchmark(path, name)
	if why != "" {
		return Answer{Why: why}
	}
	roots, differences := c.before(path)
	return c.walk(append(roots, start), differences)
}

// benchmark returns the pair of functions of a benchmark.
func (c *Comparison) benchmark(path, name string) (p pair, why string) {
	name, _, _ = strings.Cut(name, "/")
	for _, full := range []string{escape(path) + "." + name, escape(path) + "_test." + name, escape(path+"_test") + "." + name} {
		a, base := c.base.lookup(full)
		b, head := c.head.lookup(full)
		if base && head {
			return pair{a.addr, b.addr}, ""
		}
	}
	return p, fmt.Sprintf("the function %s.%s is not found in both programs", path, name)
}

// before returns the pairs of functions that run before any benchmark: TestMain, and the
// initialisation of the packages of the program's modules. A function of one side only
// is a difference.
func (c *Comparison) before(path string) (roots []pair, differences []Difference) {
	wanted := func(name string) bool {
		return initial.MatchString(name) && c.ours(packageOf(name)) ||
			name == escape(path)+".TestMain" || name == escape(path+"_test")+".TestMain" || name == escape(path)+"_test.TestMain"
	}
	for _, s := range c.base.symbols {
		if !wanted(s.name) || s.size == 0 {
			continue
		}
		if other, ok := c.head.lookup(s.name); ok {
			roots = append(roots, pair{s.addr, other.addr})
		} else {
			differences = append(differences, Difference{Name: s.name})
		}
	}
	for _, s := range c.head.symbols {
		if _, ok := c.base.lookup(s.name); !ok && wanted(s.name) {
			differences = append(differences, Difference{Name: s.name})
		}
	}
	return roots, differences
}

// walk compares everything that the pairs in queue reach.
func (c *Comparison) walk(queue []pair, differences []Difference) Answer {
	begin, seen := time.Now(), map[pair]bool{}
	partners := [2]map[uint64]uint64{{}, {}}
	found := map[Difference]bool{}
	for _, d := range differences {
		found[d] = true
	}
	why := ""
	for len(queue) > 0 {
		p := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if seen[p] {
			continue
		}
		seen[p] = true
		if len(seen) > maxNodes {
			return Answer{Why: fmt.Sprintf("it may run more than %d functions", maxNodes), Functions: len(seen)}
		}
		if time.Since(begin) > c.Limit {
			return Answer{Why: fmt.Sprintf("comparing took more than %s", c.Limit), Functions: len(seen)}
		}
		n := c.visit(p)
		if n.differs != nil {
			found[*n.differs] = true
		}
		if name := c.exchanged(p, partners); name != "" {
			found[Difference{Name: name}] = true
		}
		why = cmp.Or(why, n.unknown)
		queue = append(queue, n.next...)
	}
	a := Answer{Verdict: Same, Functions: len(seen)}
	a.Differences = slices.SortedFunc(maps.Keys(found), func(x, y Difference) int {
		return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.Instructions, y.Instructions))
	})
	switch {
	case len(a.Differences) > 0:
		a.Verdict = Different
	case why != "":
		a.Verdict, a.Why = Unknown, why
	}
	return a
}

// exchanged returns the name of a variable if another one is in its place here, and not
// everywhere; else it is empty. Two variables may begin alike, such as with zeros, and hold
// different values later. One that is renamed has the same partner everywhere.
func (c *Comparison) exchanged(p pair, partners [2]map[uint64]uint64) string {
	name, in := cmp.Or(c.base.symbol(p.a).name, c.base.nameAt(p.a)), c.base.section(p.a)
	if name == "" || in == nil || in.content != pointers && in.content != plain {
		return ""
	}
	b, known := partners[0][p.a]
	a, taken := partners[1][p.b]
	partners[0][p.a], partners[1][p.b] = p.b, p.a
	if known && b != p.b || taken && a != p.a {
		return name
	}
	return ""
}
