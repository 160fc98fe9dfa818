package gotest

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/result"
)

// Launch says what a process measures.
type Launch struct {
	Names []string // of benchmarks, as [Binary.Discover] found them
	N     int      // iterations of a sample
	Count int      // samples of each
	Warm  int      // samples of each before those; they do not count
}

// Result is the result of a launch.
type Result struct {
	Samples map[string][][]result.Value // by name: the values of each sample, in order
	Failed  map[string]string           // why a benchmark has too few samples, or too many
	Wall    time.Duration
	CPU     time.Duration // of the processor; 0 if it is not known
}

// Measure measures benchmarks in one process, with a fresh copy of the binary. The error
// is the end of ctx.
func (b Binary) Measure(ctx context.Context, l Launch) (Result, error) {
	copied, remove := b.fresh()
	defer remove()
	p := copied.exec(ctx, l.args()...)
	if ctx.Err() != nil {
		return Result{}, ctx.Err()
	}
	return b.resultOf(p, l), nil
}

// resultOf reads the result of a launch.
func (b Binary) resultOf(p ending, l Launch) Result {
	m := Result{Samples: map[string][][]result.Value{}, Failed: map[string]string{}, Wall: p.wall, CPU: p.cpu}
	b.samples(p.out, l, m.Samples)
	want := l.Warm + l.Count
	for _, name := range l.Names {
		switch got := len(m.Samples[name]); {
		case got == want:
			m.Samples[name] = m.Samples[name][l.Warm:]
		case got > want:
			m.Failed[name] = fmt.Sprintf("it printed %d results where %d were asked for: it prints lines like results itself", got, want)
		case p.err != nil || p.hung:
			m.Failed[name] = why(p)
		default:
			m.Failed[name] = fmt.Sprintf("it gave %d results where %d were asked for", got, want)
		}
	}
	return m
}

// args returns the flags for package testing.
func (l Launch) args() []string {
	var patterns []string
	for _, name := range l.Names {
		patterns = append(patterns, Exactly(name))
	}
	return []string{"-test.bench=" + strings.Join(patterns, "|"), "-test.benchtime=" + strconv.Itoa(l.N) + "x", "-test.count=" + strconv.Itoa(l.Warm+l.Count)}
}

// Exactly returns the pattern of -test.bench for one benchmark. Its name has no number
// of processors at the end. Package testing matches it level by level.
func Exactly(name string) string {
	levels := strings.Split(name, "/")
	for i, level := range levels {
		levels[i] = "^" + regexp.QuoteMeta(level) + "$"
	}
	return strings.Join(levels, "/")
}

// samples reads the results of a launch. A benchmark itself may print results too, of
// other names or with another N: these do not count.
func (b Binary) samples(out []byte, l Launch, into map[string][][]result.Value) {
	names, of := make([]string, len(l.Names)), map[string]string{}
	for i, name := range l.Names {
		names[i] = b.name(name)
		of[names[i]] = name
	}
	const most = 64 << 10 // of the text between a name and its figures
	before, last := "", ""
	for text := range strings.Lines(string(out)) {
		one, ok := parseLine(strings.TrimSuffix(text, "\n"))
		if ok && one.n != l.N { // printed by a benchmark, as is the name in it
			text, ok = foreign.ReplaceAllString(one.before, ""), false
		}
		if !ok {
			before += text
			before = before[max(0, len(before)-most):]
			continue
		}
		name := owner(before+one.before, names)
		if name == "" && !foreign.MatchString(one.before) {
			name = last // a second result behind one name: too many, which will be seen
		}
		if name != "" {
			into[of[name]] = append(into[of[name]], one.values)
			before, last = "", name
		}
	}
}

// Read reads the result of a benchmark from the output of a process. It returns nil if
// there is none with so many iterations.
func (b Binary) Read(out []byte, name string, n int) []result.Value {
	got := map[string][][]result.Value{}
	b.samples(out, Launch{Names: []string{name}, N: n}, got)
	if len(got[name]) == 0 {
		return nil
	}
	return got[name][len(got[name])-1]
}

// why returns the message of a process that failed, in one line.
func why(p ending) string {
	said := p.said
	if i := strings.Index(string(p.out), "--- FAIL: "); i >= 0 && !p.hung {
		said = string(p.out[i:])
	}
	return brief(said)
}

// brief returns the first lines of a text as one line, without the stacks of a panic.
func brief(s string) string {
	const most = 300
	s, _, _ = strings.Cut(s, "\ngoroutine ")
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}
