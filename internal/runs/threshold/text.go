package threshold

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// memo is the search in the head of a text. By it the text can be judged again.
type memo struct {
	Benchmark string        `json:"benchmark"`
	Over      string        `json:"over"` // the parameter in words
	Along     verdict.Along `json:"along"`
	Rivals    [2]string     `json:"rivals"`
	Precision float64       `json:"precision"`
	Seed      uint64        `json:"seed"` // of the resampling
	Seconds   float64       `json:"seconds"`
	Go        string        `json:"go"`
}

// The words that begin the comments of a text of a threshold.
const (
	memoWord   = "threshold "
	noteWord   = "note: "
	failedWord = "failed "
)

// search is how a memo's search judges points.
func (m memo) search() breakeven.Search {
	return breakeven.Search{Precision: m.Precision, Step: 1, Seed: m.Seed}
}

// judged is the break-even of some points.
func (m memo) judged(points []breakeven.Point) verdict.Breakeven {
	return m.breakeven(breakeven.Find(points, m.search()))
}

// breakeven is an answer with the names of both rivals.
func (m memo) breakeven(a breakeven.Answer) verdict.Breakeven {
	return verdict.Breakeven{Contest: bench.Contest{View: m.Rivals[1], Copy: m.Rivals[0]}, Along: m.Along, Clock: "ns/op", Answer: a}
}

// comments are the comments in the head of the text.
func (m memo) comments(o *Outcome) ([]string, error) {
	text, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("describe the search: %w", err)
	}
	all := []string{memoWord + string(text)}
	for _, n := range o.Notes {
		all = append(all, noteWord+n)
	}
	for _, f := range o.Failed {
		all = append(all, failedWord+f.What+": "+f.Said)
	}
	return append(all, "judged again by bufbench show FILE; place by place by bufbench compare -col /access FILE"), nil
}

// Is reports whether a text is that of a threshold.
func Is(text []byte) bool {
	_, is := memoOf(result.HeadOf(text).Comments)
	return is
}

// memoOf finds the memo among comments.
func memoOf(comments []string) (m memo, is bool) {
	for _, c := range comments {
		if text, ok := strings.CutPrefix(c, memoWord); ok && json.Unmarshal([]byte(text), &m) == nil {
			return m, true
		}
	}
	return m, false
}

// Read judges the text of a threshold again. The error names what cannot be read of it,
// and the outcome holds the rest. The outcome is nil if there is no launch of both rivals.
func Read(path string, text []byte) (*Outcome, error) {
	comments := result.HeadOf(text).Comments
	m, is := memoOf(comments)
	if !is {
		return nil, fmt.Errorf("%s is not the text of bufbench threshold", path)
	}
	m.clean()
	points, err := pointsOf(path, text, m.Rivals)
	if len(points) == 0 {
		if err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("%s has no launch of both %s and %s", path, m.Rivals[0], m.Rivals[1])
	}
	o := &Outcome{What: m.Benchmark, Over: m.Over, Breakeven: m.judged(points), Times: times(points), Spent: seconds(m.Seconds), Go: m.Go, File: path}
	for _, p := range points {
		o.Launches += len(p.View)
	}
	for _, c := range comments {
		if n, is := strings.CutPrefix(c, noteWord); is {
			o.Notes = append(o.Notes, n)
		}
		if text, is := strings.CutPrefix(c, failedWord); is {
			what, said, _ := strings.Cut(text, ": ")
			o.Failed = append(o.Failed, match.Note{What: what, Said: said})
		}
	}
	return o, err
}

// clean makes the words of a memo fit to be printed: a file may hold anything.
func (m *memo) clean() {
	along := string(m.Along)
	for _, s := range []*string{&m.Benchmark, &m.Over, &along, &m.Rivals[0], &m.Rivals[1], &m.Go} {
		*s = console.Line(*s, 200)
	}
	m.Along = verdict.Along(along)
}

// pointsOf reads the launches of both rivals, by the values of the parameter.
func pointsOf(path string, text []byte, rivals [2]string) ([]breakeven.Point, error) {
	var points []breakeven.Point
	texts := &result.Texts{Inputs: []result.Input{{Label: path, Path: path, Text: text}}}
	for r := range texts.Records() {
		x, arm, ok := placeOf(string(r.Name))
		i := slices.IndexFunc(rivals[:], func(label string) bool { return ownWords(label) == arm })
		nanos, timed := nanosIn(r)
		if !ok || i < 0 || !timed {
			continue
		}
		at := slices.IndexFunc(points, func(p breakeven.Point) bool { return p.X == x })
		if at < 0 {
			at, points = len(points), append(points, breakeven.Point{X: x})
		}
		if i == 0 {
			points[at].Copy = append(points[at].Copy, nanos)
		} else {
			points[at].View = append(points[at].View, nanos)
		}
	}
	whole := slices.DeleteFunc(slices.Clone(points), func(p breakeven.Point) bool { return len(p.View) != len(p.Copy) })
	first, more := texts.Problems()
	switch {
	case len(first) > 0 && more+len(first) > 1:
		return whole, fmt.Errorf("%w (and %d more problems)", first[0], more+len(first)-1)
	case len(first) > 0:
		return whole, first[0]
	case len(whole) < len(points):
		lost := slices.IndexFunc(points, func(p breakeven.Point) bool { return len(p.View) != len(p.Copy) })
		return whole, fmt.Errorf("%s: at %v it has %d launches of %s and %d of %s: they are no pairs", path,
			points[lost].X, len(points[lost].Copy), rivals[0], len(points[lost].View), rivals[1])
	}
	return whole, nil
}

// nanosIn is the time of a line, in the unit of the text.
func nanosIn(r result.Record) (float64, bool) {
	for _, v := range r.Values {
		if v.OrigUnit == "ns/op" {
			return v.OrigValue, true
		}
	}
	return 0, false
}

// placeOf takes the name of a line apart: the value of the parameter, and the rival.
func placeOf(name string) (x float64, rival string, ok bool) {
	at := strings.LastIndex(name, accessLevel) // a benchmark may have such a level of its own
	if at < 0 {
		return 0, "", false
	}
	rival, rest, _ := strings.Cut(name[at+len(accessLevel):], "/")
	_, value, ok := strings.Cut(rest, "=")
	value, _, _ = strings.Cut(value, "-") // the number of processors
	n, err := strconv.Atoi(value)
	return float64(n), rival, ok && err == nil && n >= 0 && n <= math.MaxInt/2
}

// accessLevel begins the part of a name with the rival of a line.
const accessLevel = "/access="

// lineName is the name of a rival's line at a place.
func lineName(benchmark, rival, over string, x int) string {
	key := strings.TrimLeft(over, "$-")
	if key == "" {
		key = "number"
	}
	return benchmark + accessLevel + rival + "/" + key + "=" + strconv.Itoa(x)
}

// ownWords makes a label that can stand in a name: without slashes and spaces.
func ownWords(label string) string {
	return strings.Join(strings.FieldsFunc(label, func(r rune) bool { return r == '/' || r == ' ' }), ",")
}
