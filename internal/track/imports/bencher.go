package imports

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/track/record"
)

// bencherPerf is the answer to a query of Bencher's for its plots.
type bencherPerf struct {
	Results []struct {
		Testbed   named `json:"testbed"`
		Benchmark named `json:"benchmark"`
		Measure   named `json:"measure"`
		Metrics   []bencherMetric
	} `json:"results"`
}

type named struct {
	Name  string `json:"name"`
	Slug  string `json:"slug"`
	Units string `json:"units"`
}

type bencherMetric struct {
	Start   string `json:"start_time"`
	Version struct {
		Number int64  `json:"number"`
		Hash   string `json:"hash"`
	} `json:"version"`
	Metric struct {
		Value *float64 `json:"value"`
	} `json:"metric"`
}

func isBencher(text []byte) bool {
	return bytes.Contains(text, []byte(`"testbed"`)) && bytes.Contains(text, []byte(`"measure"`)) && bytes.Contains(text, []byte(`"results"`))
}

// readBencher reads the points of plots, and puts those of one report together.
func readBencher(h *History, f File) error {
	var data bencherPerf
	if err := decode(f.Text, &data); err != nil {
		return err
	}
	type key struct {
		version int64
		start   string
	}
	runs := map[key]*record.Run{}
	var keys []key
	for _, plot := range data.Results {
		for _, m := range plot.Metrics {
			if m.Metric.Value == nil || !finite(*m.Metric.Value) {
				h.problem(f, "%s at %s has no number", plot.Benchmark.Name, m.Start)
				continue
			}
			at := key{m.Version.Number, m.Start}
			if runs[at] == nil {
				runs[at] = &record.Run{Origin: record.Origin{Commit: commitOf(m.Version.Hash), Measured: stamped(m.Start)}}
				keys = append(keys, at)
			}
			value, unit := bencherUnit(*m.Metric.Value, plot.Measure)
			runs[at].Results = append(runs[at].Results, line(plot.Benchmark.Name, value, unit, "testbed", plot.Testbed.Name))
		}
	}
	// The number of a version is the order in which Bencher received it.
	slices.SortStableFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.version, b.version), cmp.Compare(a.start, b.start))
	})
	for _, k := range keys {
		h.Batch.Runs = append(h.Batch.Runs, *runs[k])
	}
	return nil
}

// bencherUnit is a value in a unit of Go's: nanoseconds of an operation are ns/op.
func bencherUnit(value float64, m named) (float64, string) {
	units := m.Units
	if _, short, is := strings.Cut(units, "("); is {
		units = strings.TrimSuffix(short, ")")
	}
	switch {
	case units == "ns":
		return value, "ns/op"
	case units == "" && m.Slug == "latency":
		return value, "ns/op"
	}
	return value, unitOf(cmp.Or(units, m.Slug, m.Name))
}

// seconds is a time in seconds or milliseconds since 1970.
func seconds(n int64) time.Time {
	const milliseconds = 1e11 // in seconds, the year 5138
	if n > milliseconds {
		return millis(float64(n))
	}
	return millis(1000 * float64(n))
}
