package result

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"golang.org/x/perf/benchfmt"
)

// Header is what a file says before its lines.
type Header struct {
	Machine  string      // the folder: results of different machines never mix
	Commit   string      // of the working directory
	Started  time.Time   // names the file
	Config   [][2]string // what makes results comparable, as configuration lines
	Comments []string    // what varies from run to run
	Units    []string    // unit lines beside those of loop.Units()

	Plan json.RawMessage // what was asked for, to resume the run; nil keeps none

	Versions map[string][]bench.Version // by scenario: of what it runs on beside Go, as configuration lines above its own lines
}

// writeHead writes comments and unit lines; configuration lines come with the
// first result.
func writeHead(out io.Writer, h Header) error {
	var head bytes.Buffer
	fmt.Fprintln(&head, "# bufbench: a line is one launch (a fresh process) of one arm; the i-th line of each name is launch i")
	fmt.Fprintln(&head, startedAt(h.Started, h.Commit, h.Machine))
	for _, c := range h.Comments {
		fmt.Fprintf(&head, "# %s\n", oneLine(c))
	}
	for _, u := range slices.Concat(loop.Units(), h.Units) {
		fmt.Fprintln(&head, u)
	}
	_, err := out.Write(head.Bytes())
	return err
}

// oneLine returns a text as it stands in a comment: on one line and with nothing
// hidden in it. A reason of a failure must not begin a line of its own, which could be
// a result.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		if console.Hidden(r) {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(text, "�"))
}

// result is l as benchfmt writes it: in the units of the line, below the header's configuration, the scenario's versions and the
// case's further axes.
func (h Header) result(l Line) *benchfmt.Result {
	r := &benchfmt.Result{Name: benchfmt.Name(l.Name()), Iters: l.Ops}
	for _, kv := range h.Config {
		r.Config = append(r.Config, benchfmt.Config{Key: kv[0], Value: []byte(kv[1]), File: true})
	}
	for _, v := range h.Versions[l.Scenario] {
		if v.Number != "" {
			r.Config = append(r.Config, benchfmt.Config{Key: v.Of, Value: []byte(v.Number), File: true})
		}
	}
	for _, a := range l.Case.Axes {
		r.Config = append(r.Config, benchfmt.Config{Key: a.Key, Value: []byte(a.Value), File: true})
	}
	for _, v := range l.Values {
		r.Values = append(r.Values, benchfmt.Value{Value: v.X, Unit: v.Unit})
	}
	return r
}
