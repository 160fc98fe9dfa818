package result

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
)

// passed notes what of a text was read in another way than it stands there, or was
// passed over.
type passed struct {
	encoding string // of the text, where it is not UTF-8
	timed    bool   // lines began with the time of a runner's log
	zero     int    // results of 0 iterations
	joined   int    // results that were put together again
	joinedAt int    // the first of them
	comment  int    // the first comment of bufbench that does not count
	last     int    // the last result

	keys  map[string]int // keys that are no configuration, and where they stand first
	heads []Setting      // what the text says of itself before its results
}

func (p *passed) join(number int) {
	if p.joined++; p.joined == 1 {
		p.joinedAt = number
	}
}

// over notes a key that is no configuration. If the text began with this key, the
// value from there no longer counts.
func (p *passed) over(key string, number int) {
	for i, s := range p.heads {
		if s.Key == key {
			p.heads[i].Value = ""
		}
	}
	if slices.Contains([]string{"coverage", "go", "testing"}, key) { // of the go command, which prints such lines itself
		return
	}
	if _, known := p.keys[key]; known || len(p.keys) >= mostKeys {
		return
	}
	if p.keys == nil {
		p.keys = map[string]int{}
	}
	p.keys[key] = number
}

// says notes what a text says of itself before its results: a commit, a date.
// Such a line is shown and can be asked for; it keeps nothing apart. It reports
// false for a line that a program printed: the key comes again with another
// value, or the value is a sentence.
func (p *passed) says(key, value string) bool {
	const most, longest = 32, 120
	for _, had := range p.heads {
		if had.Key == key {
			return had.Value == value
		}
	}
	_, over := p.keys[key]
	if over || len(p.heads) >= most || len(value) > longest || value == "" || strings.Contains(value, ": ") {
		return false
	}
	p.heads = append(p.heads, Setting{key, value})
	return true
}

// notes tell a person how a text was read. Events means that it is the output of
// go test -json; lostAt is the line at which it ceased to be bufbench's, or 0.
func (p *passed) notes(events bool, lostAt int) []string {
	var notes []string
	say := func(format string, args ...any) { notes = append(notes, fmt.Sprintf(format, args...)) }
	if p.encoding != "" {
		say("it is %s: read as such", p.encoding)
	}
	if events {
		say("it is the output of go test -json: joined by package")
	}
	if p.timed {
		say("its lines begin with the times of a runner's log: left out")
	}
	if p.joined == 1 {
		say("line %d is the end of a result that something was printed into: put together again", p.joinedAt)
	} else if p.joined > 1 {
		say("%d results that something was printed into are put together again, the first in line %d", p.joined, p.joinedAt)
	}
	if p.zero > 0 {
		say("%d results have 0 iterations: taken as they are", p.zero)
	}
	if p.comment > 0 {
		say("line %d is a comment as in results files of bufbench: it counts only there", p.comment)
	}
	if lostAt > 0 {
		say("it begins like a results file of bufbench, and line %d is none of bufbench's: what it says of machine, pairs and fitness does not count", lostAt)
	}
	if keys := p.ignored(); keys != "" {
		say("not configuration, so ignored: %s (name a key in -table, -row, -col or -filter to use it)", keys)
	}
	return notes
}

// ignored are the keys that are no configuration and stand before a result.
func (p *passed) ignored() string {
	const most = 10
	keys := slices.SortedFunc(maps.Keys(p.keys), func(a, b string) int { return cmp.Or(p.keys[a]-p.keys[b], strings.Compare(a, b)) })
	keys = slices.DeleteFunc(keys, func(k string) bool { return p.keys[k] > p.last })
	var said []string
	for _, k := range keys[:min(len(keys), most)] {
		said = append(said, fmt.Sprintf("%s (line %d)", console.Line(k, 40), p.keys[k]))
	}
	if len(keys) > most {
		said = append(said, fmt.Sprintf("and %d more", len(keys)-most))
	}
	return strings.Join(said, ", ")
}
