package session

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/host/jsonl"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
)

// FuzzResume: entries of a journal are refused, or become lines of results as those
// of a run do: one line each, of a scenario of the plan.
func FuzzResume(f *testing.F) {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	for _, e := range honest() {
		if e.Tried != nil {
			enc.Encode(map[string]any{"tried": e.Tried})
			continue
		}
		enc.Encode(e.Record)
	}
	f.Add(text.Bytes())
	for _, change := range [][2]string{{`"launch":1`, `"launch":-1`}, {`"arms":[0,1]`, `"arms":[7]`}, {`"Size":64`, `"Size":-64`}, {`"view"`, `"view\nBenchmarkEvil 1 1 ns/op"`}} {
		f.Add(bytes.ReplaceAll(text.Bytes(), []byte(change[0]), []byte(change[1])))
	}
	f.Fuzz(func(t *testing.T, journal []byte) {
		past := newPast(tasks())
		r := newRun(Default(), runner.Plan{Tasks: tasks()}, Watch{})
		in := jsonl.NewReader(bytes.NewReader(journal), jsonl.Limits{Line: 1 << 20, Values: 1 << 16})
		for {
			var e result.Entry
			if in.Next(&e) != nil || past.admit(e) != nil {
				return
			}
			if !e.IsRecord() {
				continue
			}
			for _, l := range r.take(&e.Record) {
				if l.Scenario != "Subject" || l.Ops < 1 || strings.ContainsAny(l.Name(), " \t\r\n\x1b") || l.Case.Size < 1 {
					t.Errorf("a journal makes the line %q of %d operations", l.Name(), l.Ops)
				}
			}
		}
	})
}
