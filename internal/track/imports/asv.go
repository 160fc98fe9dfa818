package imports

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/track/record"
)

// asvResults is the file of one commit and environment, of asv's version 2.
type asvResults struct {
	Version int                          `json:"version"`
	Commit  string                       `json:"commit_hash"`
	Env     string                       `json:"env_name"`
	Date    float64                      `json:"date"`
	Params  map[string]any               `json:"params"`
	Columns []string                     `json:"result_columns"`
	Results map[string][]json.RawMessage `json:"results"`
}

func isASV(text []byte) bool {
	return bytes.Contains(text, []byte(`"commit_hash"`)) && bytes.Contains(text, []byte(`"results"`))
}

// readASV reads the file of a commit. Where asv kept samples, each is a value; else its
// median is.
func readASV(h *History, f File) error {
	var data asvResults
	if err := decode(f.Text, &data); err != nil {
		return err
	}
	run := record.Run{Origin: record.Origin{Commit: commitOf(data.Commit), Committed: millis(data.Date)}}
	word := func(key string) string {
		text, _ := data.Params[key].(string)
		return text
	}
	config := []string{"machine", word("machine"), "cpu", word("cpu"), "goarch", word("arch"), "env", data.Env}
	for _, name := range slices.Sorted(maps.Keys(data.Results)) {
		row := data.Results[name]
		at := func(column string, to any) bool {
			i := slices.Index(data.Columns, column)
			return i >= 0 && i < len(row) && decode(row[i], to) == nil
		}
		var values []*float64
		if !at("result", &values) {
			h.problem(f, "%s has no list of results", name)
			continue
		}
		var samples [][]float64
		at("samples", &samples)
		var params [][]string
		at("params", &params)
		names := combinations(params, len(values))
		for i, v := range values {
			full := name
			if i < len(names) && names[i] != "" {
				full += "/" + names[i]
			}
			if v == nil || !finite(*v) {
				continue // asv writes null for a benchmark that failed, and NaN for one that it skipped
			}
			each := []float64{*v}
			if i < len(samples) && len(samples[i]) > 0 {
				each = samples[i]
			}
			for _, x := range each {
				run.Results = append(run.Results, line(full, x, asvUnit(name), config...))
			}
		}
	}
	h.Batch.Runs = append(h.Batch.Runs, run)
	return nil
}

// asvUnit is the unit of a benchmark by the beginning of its name, as asv has it.
func asvUnit(name string) string {
	last := name[strings.LastIndexByte(name, '.')+1:]
	switch kind, _, _ := strings.Cut(last, "_"); kind {
	case "time", "timeraw":
		return "sec/op"
	case "mem":
		return "B"
	case "peakmem":
		return "peak-B"
	}
	return "value"
}

// combinations are the names of the first n combinations of parameters, the last
// parameter fastest. There may be far more combinations than results.
func combinations(params [][]string, n int) []string {
	all := make([]string, 0, n)
	for i := range n {
		var name []string
		for _, values := range slices.Backward(params) {
			if len(values) == 0 {
				return nil
			}
			v := strings.Trim(values[i%len(values)], "'")
			name = append(name, strings.Join(strings.Fields(v), "_"))
			i /= len(values)
		}
		if i > 0 {
			break
		}
		slices.Reverse(name)
		all = append(all, strings.Join(name, "/"))
	}
	return all
}
