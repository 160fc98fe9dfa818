package show

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/report"
)

// head is what a results file says of its run, in comments before its lines, and the
// configuration of the run.
type head struct {
	begun    []string // "started … commit … machine …" of each run in it
	machine  string
	machines []string // all that it names
	config   map[string]string
	trust    []string
	failed   []report.Failure
	retained map[string]launch.Retention // by scenario
}

// headOf reads comments and configuration. It takes comments above the first line only:
// those further down are about cases.
func headOf(text []byte) head {
	h := head{config: map[string]string{}, retained: map[string]launch.Retention{}}
	above := true
	for line := range bytes.Lines(text) {
		if bytes.HasPrefix(line, []byte("Benchmark")) {
			above = false
			continue
		}
		said := strings.TrimSpace(string(line[:min(len(line), longest)]))
		comment, is := strings.CutPrefix(said, "# ")
		switch {
		case is && strings.HasPrefix(comment, "started "):
			h.start(comment)
			above = true
		case is && above:
			h.take(comment)
		case !is:
			h.set(said)
		}
	}
	return h
}

// longest is how much of a line of the head is looked at.
const longest = 1 << 12

// start takes the comment that begins a run.
func (h *head) start(comment string) {
	h.begun = append(h.begun, comment)
	fields := strings.Fields(comment)
	if at := slices.Index(fields, "machine"); at >= 0 && at+1 < len(fields) {
		h.machine = console.Line(fields[at+1], 200)
		if !slices.Contains(h.machines, h.machine) {
			h.machines = append(h.machines, h.machine)
		}
	}
}

// take takes another comment of the head.
func (h *head) take(comment string) {
	word, rest, _ := strings.Cut(comment, " ")
	switch word {
	case "seed":
		if _, load, is := strings.Cut(comment, " load "); is {
			h.trust = append(h.trust, "load "+load+" at the start")
		}
	case "load":
		h.trust = slices.DeleteFunc(h.trust, func(s string) bool { return strings.HasSuffix(s, " at the start") })
		h.trust = append(h.trust, comment)
	case "warning:", "preempted", "unfit:", "fit:":
		h.trust = append(h.trust, comment)
	case "failed":
		if name, reason, is := strings.Cut(rest, ": "); is {
			h.failed = append(h.failed, report.Failure{Name: name, Reason: reason})
		}
	case "retained":
		if name, kept, err := retention(rest); err == nil {
			h.retained[name] = kept
		}
	}
}

// retention reads the note of a run about memory that views keep.
func retention(text string) (scenario string, r launch.Retention, err error) {
	const words = 13 // SubSlice size=1MiB/passes=1 64 sources 64B used of each the process grew by 66612KiB
	field := strings.Fields(strings.NewReplacer(": ", " ", ", ", " ").Replace(text))
	if len(field) != words {
		return "", r, errors.New("it is of another form")
	}
	scenario, at, part, grown := field[0], field[1], field[4], field[words-1]
	if r.Sources, err = strconv.Atoi(field[2]); err != nil {
		return "", r, err
	}
	if r.Part, err = bench.ParseBytes(part); err != nil {
		return "", r, err
	}
	if r.Grown, err = bench.ParseBytes(grown); err != nil {
		return "", r, err
	}
	for _, field := range strings.Split(at, "/") {
		key, value, _ := strings.Cut(field, "=")
		switch key {
		case "size":
			r.Case.Size, err = bench.ParseBytes(value)
		case "passes":
			r.Case.Passes, err = strconv.Atoi(value)
		default:
			r.Case.Axes = append(r.Case.Axes, bench.Axis{Key: key, Value: value})
		}
		if err != nil {
			return "", r, err
		}
	}
	return scenario, r, nil
}

// settings are the configuration lines that must agree before lines are one sample.
var settings = []string{"goos", "goarch", "cpu", "kernel", "thp", "pagesize", "go", "cgo", "goexperiment", "ballast", "pages", "reader"}

// set takes a configuration line.
func (h *head) set(line string) {
	key, value, is := strings.Cut(line, ": ")
	if is && slices.Contains(settings, key) && h.config[key] == "" {
		h.config[key] = console.Line(value, 200)
	}
}
