package imports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/bufbench/bufbench/internal/host/jsonl"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/track/record"
	"golang.org/x/perf/benchfmt"
)

// File is one file of another tool.
type File struct {
	Path string
	Text []byte
}

// History is what a file holds.
type History struct {
	Tool     string // in words; empty if the file is of no tool that is known here
	Batch    record.Batch
	Problems []result.Problem
	Same     int // runs that stand in the file more than once
}

// format is one of the formats that are known here.
type format struct {
	tool string
	is   func(text []byte) bool
	read func(h *History, f File) error
}

func formats() []format {
	return []format{
		{"github-action-benchmark", isAction, readAction},
		{"asv", isASV, readASV},
		{"Bencher", isBencher, readBencher},
		{"gobenchdata", isGobenchdata, readGobenchdata},
	}
}

// Tools are the tools whose files are known.
func Tools() (names []string) {
	for _, f := range formats() {
		names = append(names, f.tool)
	}
	return names
}

// Read reads a file by its contents. A file of an unknown tool has an empty Tool.
func Read(f File) (h History, err error) {
	f.Text = bytes.TrimPrefix(f.Text, []byte("\xef\xbb\xbf"))
	for _, one := range formats() {
		if !one.is(f.Text) {
			continue
		}
		h.Tool = one.tool
		if err := one.read(&h, f); err != nil {
			return h, fmt.Errorf("read %s as the history of %s: %w (get the whole file again, or mend it)", f.Path, one.tool, jsonl.Plain(err))
		}
		h.distinct()
		return h, nil
	}
	return h, nil
}

// distinct removes runs that are there more than once.
func (h *History) distinct() {
	have := map[uint64]bool{}
	var hash maphash.Hash
	h.Batch.Runs = slices.DeleteFunc(h.Batch.Runs, func(r record.Run) bool {
		hash.Reset()
		hashRun(&hash, r)
		sum := hash.Sum64()
		if have[sum] {
			h.Same++
			return true
		}
		have[sum] = true
		return len(r.Results) == 0
	})
}

// hashRun hashes all that a run says.
func hashRun(hash *maphash.Hash, r record.Run) {
	hash.WriteString(r.Commit + "\n" + r.Measured.String() + "\n")
	for _, one := range r.Results {
		hash.Write(one.Name)
		for _, v := range one.Values {
			hash.WriteString(v.Unit)
			maphash.WriteComparable(hash, v.Value)
		}
		for _, c := range one.Config {
			hash.WriteString(c.Key)
			hash.Write(c.Value)
		}
	}
}

// problem names something in a file that was left out.
func (h *History) problem(f File, format string, args ...any) {
	h.Problems = append(h.Problems, result.Problem{File: f.Path, What: fmt.Sprintf(format, args...)})
}

// decode reads JSON whose numbers may be NaN and infinite, as Python writes them.
func decode(text []byte, to any) error {
	if err := json.Unmarshal(text, to); err != nil {
		return json.Unmarshal(sane(text), to)
	}
	return nil
}

// sane is JSON with null in place of NaN and Infinity, as Python writes them.
func sane(text []byte) []byte {
	var out []byte
	quoted := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\' && i+1 < len(text):
			out = append(out, c, text[i+1])
			i++
			continue
		case c == '"':
			quoted = !quoted
		case !quoted:
			if n := wild(text[i:]); n > 0 {
				out = append(out, "null"...)
				i += n - 1
				continue
			}
		}
		out = append(out, text[i])
	}
	return out
}

// wild is the length of a number that is not finite at the beginning of a text.
func wild(text []byte) int {
	for _, word := range []string{"NaN", "-Infinity", "Infinity"} {
		if bytes.HasPrefix(text, []byte(word)) {
			return len(word)
		}
	}
	return 0
}

// line is a result of one value. Its name has no space, and no word Benchmark in front.
func line(name string, value float64, unit string, config ...string) *benchfmt.Result {
	name = strings.Join(strings.Fields(strings.TrimPrefix(name, "Benchmark")), "_")
	r := &benchfmt.Result{Name: benchfmt.Name(upper(name)), Iters: 1, Values: []benchfmt.Value{{Value: value, Unit: unit}}}
	for i := 0; i+1 < len(config); i += 2 {
		if value := oneLine(config[i+1]); value != "" {
			r.Config = append(r.Config, benchfmt.Config{Key: config[i], Value: []byte(value), File: true})
		}
	}
	return r
}

// upper is a name as Go benchmark text takes it: without a lower case letter in front.
func upper(name string) string {
	if name == "" {
		return "Unnamed"
	}
	if c, _ := utf8.DecodeRuneInString(name); unicode.IsLower(c) {
		return "_" + name
	}
	return name
}

// commitOf is the commit of a run as a line of text takes it.
func commitOf(id string) string { return strings.ToLower(oneLine(id)) }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// unitOf is a unit as Go benchmark text takes it: one word.
func unitOf(unit string) string {
	if words := strings.Fields(unit); len(words) > 0 {
		return strings.Join(words, "_")
	}
	return "value"
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// millis is a time in milliseconds.
func millis(ms float64) time.Time {
	const most = 4e12 // the year 2096
	if ms <= 0 || ms > most || !finite(ms) {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms)).UTC()
}

// stamped is a time as text; zero if it is none.
func stamped(text string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05 -0700"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
