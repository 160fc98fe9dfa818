package imports_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/track/imports"
	"github.com/bufbench/bufbench/internal/track/record"
	"golang.org/x/perf/benchfmt"
)

// lines are the runs of a history as text.
func lines(h imports.History) (all []string) {
	for _, run := range h.Batch.Runs {
		for _, r := range run.Results {
			text := fmt.Sprintf("%.7s %s %s", run.Commit, run.Measured.Format(time.DateOnly), r.Name)
			for _, v := range r.Values {
				text += fmt.Sprintf(" %v %s", v.Value, v.Unit)
			}
			for _, c := range r.Config {
				text += fmt.Sprintf(" %s=%s", c.Key, c.Value)
			}
			all = append(all, text)
		}
	}
	return all
}

const action = `window.BENCHMARK_DATA = {"lastUpdate": 1, "entries": {"Go": [
 {"commit": {"id": "AAAAAAA1", "message": "first\n\nmore", "timestamp": "2024-03-12T07:45:07+01:00"}, "date": 1710225936568, "tool": "go", "benches": [
  {"name": "BenchmarkX", "value": 362.5, "unit": "ns/op\t     448 B/op\t       1 allocs/op", "extra": "300000 times\n4 procs"},
  {"name": "BenchmarkX", "value": 360, "unit": "ns/op\t     448 B/op\t       1 allocs/op", "extra": "300000 times\n4 procs"},
  {"name": "BenchmarkBad", "value": NaN, "unit": "ns/op"}]},
 {"commit": {"id": "AAAAAAA1", "message": "first\n\nmore", "timestamp": "2024-03-12T07:45:07+01:00"}, "date": 1710225936568, "tool": "go", "benches": [
  {"name": "BenchmarkX", "value": 362.5, "unit": "ns/op\t     448 B/op\t       1 allocs/op", "extra": "300000 times\n4 procs"},
  {"name": "BenchmarkX", "value": 360, "unit": "ns/op\t     448 B/op\t       1 allocs/op", "extra": "300000 times\n4 procs"}]},
 {"commit": {"id": "bbbbbbb2", "timestamp": "2024-03-13T07:45:07Z"}, "date": 1710325936568, "tool": "go", "benches": [
  {"name": "BenchmarkX (example.com/a)", "value": 1, "unit": "ns/op\t 2 B/op"},
  {"name": "BenchmarkX (example.com/a) - ns/op", "value": 1, "unit": "ns/op"},
  {"name": "BenchmarkX (example.com/a) - B/op", "value": 2, "unit": "B/op"},
  {"name": "BenchmarkY", "value": 7, "unit": "ns/opBenchmarkZ   \t 1652955\t       707 ns/op"}]}]}};
`

const gobenchdata = `[{"Version":"bbbbbbb2","Date":1700100000,"Suites":[{"Goos":"linux","Goarch":"amd64","Pkg":"example.com/a","Benchmarks":[{"Name":"BenchmarkX-8","Runs":10,"NsPerOp":5,"Mem":{"BytesPerOp":8,"AllocsPerOp":1,"MBPerSec":0},"Custom":{"rows/op":3}}]}]},
 {"Version":"v1 of it","Date":1700000000,"Suites":[{"Goos":"linux","Goarch":"amd64","Pkg":"example.com/a","Benchmarks":[{"Name":"BenchmarkX-8","Runs":10,"NsPerOp":4,"Mem":{"BytesPerOp":0,"AllocsPerOp":0,"MBPerSec":0}},{"Name":"BenchmarkNone"}]}]}]`

const asv = `{"commit_hash":"CCCCCCC3","env_name":"py3.12","date":1700000000000,"params":{"machine":"box","cpu":"A","arch":"x86_64","python":"3.12"},"version":2,
"result_columns":["result","params","version","started_at","duration","stats_ci_99_a","stats_ci_99_b","samples"],
"results":{"bench.Suite.time_it":[[0.5,null,NaN],[["1","'a b'","3"]],"v",1,2.0,[-Infinity],[Infinity],[[0.4,0.6],null,null]],"bench.track_n":[[7],[],"v"]}}`

const bencher = `{"results":[{"branch":{"name":"main"},"testbed":{"name":"ci"},"benchmark":{"name":"decode it"},"measure":{"name":"Latency","slug":"latency","units":"nanoseconds (ns)"},
"metrics":[{"start_time":"2024-05-02T00:00:00Z","version":{"number":2,"hash":"ddddddd4"},"metric":{"value":20}},{"start_time":"2024-05-01T00:00:00Z","version":{"number":1},"metric":{"value":10,"lower_value":9}},{"start_time":"2024-05-03T00:00:00Z","version":{"number":3},"metric":{}}]}]}`

func TestRead(t *testing.T) {
	for _, test := range []struct {
		tool, text string
		want       []string
		problems   int
		same       int
	}{
		{"github-action-benchmark", action, []string{
			"aaaaaaa 2024-03-12 X-4 362.5 ns/op 448 B/op 1 allocs/op suite=Go",
			"aaaaaaa 2024-03-12 X-4 360 ns/op 448 B/op 1 allocs/op suite=Go",
			"bbbbbbb 2024-03-13 X 1 ns/op pkg=example.com/a suite=Go",
			"bbbbbbb 2024-03-13 X 2 B/op pkg=example.com/a suite=Go",
			"bbbbbbb 2024-03-13 Y 7 ns/op suite=Go",
		}, 1, 1},
		{"gobenchdata", gobenchdata, []string{
			" 2023-11-14 X-8 4 ns/op goos=linux goarch=amd64 pkg=example.com/a",
			"bbbbbbb 2023-11-16 X-8 5 ns/op 8 B/op 1 allocs/op 3 rows/op goos=linux goarch=amd64 pkg=example.com/a",
		}, 1, 0},
		{"asv", asv, []string{
			"ccccccc 0001-01-01 _bench.Suite.time_it/1 0.4 sec/op machine=box cpu=A goarch=x86_64 env=py3.12",
			"ccccccc 0001-01-01 _bench.Suite.time_it/1 0.6 sec/op machine=box cpu=A goarch=x86_64 env=py3.12",
			"ccccccc 0001-01-01 _bench.track_n 7 value machine=box cpu=A goarch=x86_64 env=py3.12",
		}, 0, 0},
		{"Bencher", bencher, []string{
			" 2024-05-01 _decode_it 10 ns/op testbed=ci",
			"ddddddd 2024-05-02 _decode_it 20 ns/op testbed=ci",
		}, 1, 0},
		{"", "goos: linux\nBenchmarkX 1 2 ns/op\n", nil, 0, 0},
	} {
		h, err := imports.Read(imports.File{Path: "f", Text: []byte(test.text)})
		got, want := strings.Join(lines(h), "\n"), strings.Join(test.want, "\n")
		if err != nil || h.Tool != test.tool || got != want || len(h.Problems) != test.problems || h.Same != test.same {
			t.Errorf("%s: %q, %v, %d problems, %d the same:\n%s\nwant\n%s", test.tool, h.Tool, err, len(h.Problems), h.Same, got, want)
		}
	}
}

// TestReadCut: half a file is an error that names the tool, and never half a history.
func TestReadCut(t *testing.T) {
	for _, text := range []string{action, asv, gobenchdata, bencher} {
		h, err := imports.Read(imports.File{Path: "cut.json", Text: []byte(text[:len(text)-12])})
		if err == nil || !strings.Contains(err.Error(), "read cut.json as the history of ") || !h.Batch.Empty() {
			t.Errorf("half of %.30q: %v, %d runs", text, err, len(h.Batch.Runs))
		}
	}
}

// TestReadLarge: 10 MB with every run twice are read, and each run counts once.
func TestReadLarge(t *testing.T) {
	var text strings.Builder
	text.WriteString(`{"entries": {"Benchmark": [`)
	runs := 0
	for text.Len() < 10<<20 {
		for range 2 {
			fmt.Fprintf(&text, `{"commit":{"id":"%07d","timestamp":"2024-03-12T07:45:07Z"},"date":1710225936568,"tool":"go","benches":[`, runs)
			for b := range 200 {
				fmt.Fprintf(&text, `{"name":"BenchmarkName%d","value":%d.5,"unit":"ns/op","extra":"300000 times\n4 procs"},`, b, runs)
			}
			text.WriteString(`{"name":"BenchmarkLast","value":1,"unit":"ns/op"}]},`)
		}
		runs++
	}
	whole := strings.TrimSuffix(text.String(), ",") + "]}}"
	h, err := imports.Read(imports.File{Path: "data.js", Text: []byte(whole)})
	if err != nil || len(h.Batch.Runs) != runs || h.Same != runs {
		t.Errorf("%d runs, %d the same, %v, want %d of each", len(h.Batch.Runs), h.Same, err, runs)
	}
}

// TestReadOther: an error about a value of another type says so in words of people.
func TestReadOther(t *testing.T) {
	for _, text := range []string{
		`window.BENCHMARK_DATA = {"entries": []}`,
		`window.BENCHMARK_DATA = {"entries": {"x": [{"date": "today", "benches": []}]}}`,
		`window.BENCHMARK_DATA = {"entries": {"x": [{"benches": [{"name": "A", "value": "1"}]}]}}`,
	} {
		_, err := imports.Read(imports.File{Path: "data.js", Text: []byte(text)})
		if err == nil || !strings.HasPrefix(err.Error(), "read data.js as the history of ") || !strings.Contains(err.Error(), " cannot be a") || strings.Contains(err.Error(), "Go ") {
			t.Errorf("%s: %v, want which value cannot be what", text, err)
		}
	}
}

// TestReadForged: no text of another tool becomes a line, a key or a commit of its own.
func TestReadForged(t *testing.T) {
	const evil = `x\nBenchmarkForged 1 1 ns/op\ngo: forged`
	for name, text := range map[string]string{
		"action":      `{"entries": {"` + evil + `": [{"commit": {"id": "` + evil + `", "message": "` + evil + `"}, "tool": "go", "benches": [{"name": "` + evil + `", "value": 1, "unit": "` + evil + `"}]}]}}`,
		"gobenchdata": `[{"Version": "` + evil + `", "Date": 1, "Suites": [{"Goos": "` + evil + `", "Pkg": "` + evil + `", "Benchmarks": [{"Name": "` + evil + `", "NsPerOp": 1, "Custom": {"` + evil + `": 1}}]}]}]`,
		"asv":         `{"commit_hash": "` + evil + `", "env_name": "` + evil + `", "params": {"machine": "` + evil + `"}, "result_columns": ["result", "params"], "results": {"` + evil + `": [[1], [["` + evil + `"]]]}}`,
		"bencher":     `{"results": [{"testbed": {"name": "` + evil + `"}, "benchmark": {"name": "` + evil + `"}, "measure": {"units": "` + evil + `"}, "metrics": [{"version": {"hash": "` + evil + `"}, "metric": {"value": 1}}]}]}`,
	} {
		h, err := imports.Read(imports.File{Path: "f", Text: []byte(text)})
		if err != nil || h.Tool == "" {
			t.Errorf("%s: %q, %v", name, h.Tool, err)
			continue
		}
		path, _, err := record.Write(t.TempDir(), h.Batch, time.Now())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		f, err := record.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		results := 0
		_, problems := f.Walk(func(r *benchfmt.Result) {
			results++
			if string(r.Name) == "Forged" || r.GetConfig("go") != "" {
				t.Errorf("%s: the result %s has go %q", name, r.Name, r.GetConfig("go"))
			}
		})
		if results != 1 || len(problems) > 0 {
			t.Errorf("%s: %d results, %v, want 1", name, results, problems)
		}
	}
}

// TestReadLowerCase: a name of any alphabet is read back.
func TestReadLowerCase(t *testing.T) {
	for _, name := range []string{"übung", "x", "", "1", "Δ", "δ", "測定"} {
		text := `{"entries": {"s": [{"commit": {"id": "a"}, "tool": "customSmallerIsBetter", "benches": [{"name": "` + name + `", "value": 1, "unit": "s"}]}]}}`
		h, err := imports.Read(imports.File{Path: "f", Text: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		path, _, err := record.Write(t.TempDir(), h.Batch, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		f, err := record.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		results := 0
		if f.Walk(func(*benchfmt.Result) { results++ }); results != 1 {
			t.Errorf("%q: %d results are read back, want 1", name, results)
		}
	}
}

// TestReadCombinations: parameters with far more combinations than results take no more
// memory than the results.
func TestReadCombinations(t *testing.T) {
	params := strings.Repeat(`["1", "2"],`, 60) + `["1", "2"]`
	text := `{"commit_hash": "a", "result_columns": ["result", "params"], "results": {"b.time_it": [[1, 2, 3], [` + params + `]]}}`
	h, err := imports.Read(imports.File{Path: "f", Text: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	got := lines(h)
	if len(got) != 3 || !strings.Contains(got[2], "/1/1/2/1 3 sec/op") {
		t.Errorf("%q", got)
	}
}

// TestReadCustom: names of other tools stay whole, and what they say of better is kept.
func TestReadCustom(t *testing.T) {
	const text = `{"entries": {"x": [{"commit": {"id": "aaaaaaa1"}, "tool": "customBiggerIsBetter", "benches": [
	 {"name": "Startup - cold", "value": 900, "unit": "MB"}, {"name": "Startup - warm", "value": 120, "unit": "MB"}, {"name": "Startup", "value": 5, "unit": "score"}]}]}}`
	h, err := imports.Read(imports.File{Path: "data.js", Text: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	if got := lines(h); len(got) != 3 || !strings.Contains(got[0], "Startup_-_cold") && !strings.Contains(got[0], "Startup - cold") {
		t.Errorf("read %q, want three benchmarks", got)
	}
	said := map[string]string{}
	for _, u := range h.Batch.Units {
		said[u.OrigUnit] = u.Value
	}
	if len(said) != 2 || said["score"] != "higher" {
		t.Errorf("units: %v, want both higher", said)
	}
}
