package imports

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/internal/track/record"
	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchunit"
)

// actionData is data.js of github-action-benchmark.
type actionData struct {
	Entries map[string][]actionEntry `json:"entries"`
}

type actionEntry struct {
	Commit struct {
		ID        string `json:"id"`
		Message   string `json:"message"`
		Timestamp string `json:"timestamp"`
	} `json:"commit"`
	Date    float64       `json:"date"`
	Tool    string        `json:"tool"`
	Benches []actionBench `json:"benches"`
}

type actionBench struct {
	Name  string   `json:"name"`
	Value *float64 `json:"value"`
	Unit  string   `json:"unit"`
	Extra string   `json:"extra"`
}

func isAction(text []byte) bool {
	return bytes.HasPrefix(text, []byte("window.BENCHMARK_DATA")) || bytes.Contains(text[:min(len(text), 4096)], []byte(`"entries"`)) && bytes.Contains(text, []byte(`"benches"`))
}

// readAction reads data.js, or the same as JSON.
func readAction(h *History, f File) error {
	text := f.Text
	if bytes.HasPrefix(text, []byte("window.")) {
		_, text, _ = bytes.Cut(text, []byte("="))
		text = bytes.TrimRight(text, "; \r\n\t")
	}
	var data actionData
	if err := decode(text, &data); err != nil {
		return err
	}
	for _, suite := range slices.Sorted(maps.Keys(data.Entries)) {
		for _, e := range data.Entries[suite] {
			h.Batch.Runs = append(h.Batch.Runs, h.actionRun(f, suite, e))
		}
	}
	return nil
}

func (h *History) actionRun(f File, suite string, e actionEntry) record.Run {
	run := record.Run{Origin: record.Origin{
		Commit: commitOf(e.Commit.ID), Subject: subject(e.Commit.Message),
		Committed: stamped(e.Commit.Timestamp), Measured: millis(e.Date),
	}}
	if suite == "Benchmark" { // the name that the action gives where nobody names one
		suite = ""
	}
	apart := map[string]bool{} // benchmarks with a line per unit
	for _, b := range e.Benches {
		if name := b.whole(); name != b.Name {
			apart[name] = true
		}
	}
	for _, b := range e.Benches {
		if b.Value == nil || !finite(*b.Value) {
			h.problem(f, "%s at %.9s has no number", b.Name, run.Commit)
			continue
		}
		if apart[b.Name] {
			continue // the same values follow, a line per unit
		}
		r := actionLine(b, *b.Value, suite, e.Tool)
		for _, v := range r.Values {
			h.better(e.Tool, v.Unit)
		}
		run.Results = append(run.Results, r)
	}
	return run
}

// better notes which way is better of a unit, if the tool says so.
func (h *History) better(tool, unit string) {
	said := map[string]string{"customBiggerIsBetter": "higher", "customSmallerIsBetter": "lower"}[tool]
	_, tidied := benchunit.Tidy(1, unit)
	key := benchfmt.UnitMetadataKey{Unit: tidied, Key: "better"}
	if said == "" || slices.ContainsFunc(h.Batch.Units, func(u *benchfmt.UnitMetadata) bool { return u.UnitMetadataKey == key }) {
		return
	}
	h.Batch.Units = append(h.Batch.Units, &benchfmt.UnitMetadata{UnitMetadataKey: key, OrigUnit: unit, Value: said})
}

// whole is the name without the unit that newer versions put behind the names of Go.
func (b actionBench) whole() string { return strings.TrimSuffix(b.Name, " - "+b.Unit) }

// actionLine is one entry. Older versions took all that follows the time for its unit.
func actionLine(b actionBench, value float64, suite, tool string) *benchfmt.Result {
	name, pkg := packaged(b.whole())
	unit := b.Unit
	if glued := strings.Index(unit, "Benchmark"); glued > 0 { // lines that were run together
		unit = unit[:glued]
	}
	parts := strings.Split(unit, "\t")
	if m := procsOf.FindStringSubmatch(b.Extra); m != nil && m[1] != "1" && tool == "go" {
		name += "-" + m[1]
	}
	r := line(name, value, unitOf(parts[0]), "pkg", pkg, "suite", suite)
	for _, part := range parts[1:] {
		number, of, _ := strings.Cut(strings.TrimSpace(part), " ")
		if x, err := strconv.ParseFloat(number, 64); err == nil && finite(x) && of != "" {
			r.Values = append(r.Values, benchfmt.Value{Value: x, Unit: unitOf(of)})
		}
	}
	return r
}

var (
	procsOf = regexp.MustCompile(`(\d+) procs`)
	inParen = regexp.MustCompile(`^(\S+) \(([^() ]+)\)$`)
)

// packaged takes the package from a name such as BenchmarkX (example.com/codec).
func packaged(name string) (short, pkg string) {
	if m := inParen.FindStringSubmatch(name); m != nil {
		return m[1], m[2]
	}
	return name, ""
}

// subject is the first line of a message.
func subject(message string) string {
	const most = 120
	first, _, _ := strings.Cut(strings.TrimSpace(message), "\n")
	letters := []rune(oneLine(first))
	return string(letters[:min(len(letters), most)])
}
