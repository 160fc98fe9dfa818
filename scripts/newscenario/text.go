package main

import (
	"bytes"
	"embed"
	"errors"
	"go/format"
	"regexp"
	"strings"
	"text/template"

	"github.com/bufbench/bufbench/internal/runs/starter"
)

//go:embed skeleton
var texts embed.FS

var skeletons = template.Must(template.ParseFS(texts, "skeleton/*"))

// render returns a file of the skeleton for this scenario, formatted.
func (w wish) render(name string) ([]byte, error) {
	if name == "scenario.go" {
		return starter.Scenario(starter.Slice, w.Family, w.Name)
	}
	var out bytes.Buffer
	if err := skeletons.ExecuteTemplate(&out, name+".tmpl", w); err != nil {
		return nil, err
	}
	return format.Source(out.Bytes())
}

// The places in formatted text behind which lines are added.
var (
	element   = regexp.MustCompile(`(?m)^\t\t([a-z0-9]+)\.([A-Z]\w*),.*\n`) // of the list
	imported  = regexp.MustCompile(`(?m)^\t"` + module + `/.*\n`)
	benchmark = regexp.MustCompile(`(?ms)^func Benchmark(?:[^\n]*\}\n|.*?^\}\n)`)
	proof     = regexp.MustCompile(`(?ms)^func TestProof\([^\n]*\n.*?^\}\n`)
)

func (w wish) importLine() string { return "\t\"" + module + "/" + w.folder() + "\"" }

// listed returns the list with this scenario behind the last one of its family, or
// behind the last one.
func (w wish) listed(text string) ([]byte, error) {
	all, imports := element.FindAllStringSubmatchIndex(text, -1), imported.FindAllStringIndex(text, -1)
	if len(all) == 0 || len(imports) == 0 {
		return nil, errors.New("it lists no scenario (git checkout it)")
	}
	behind := all[len(all)-1][1]
	for _, at := range all {
		if text[at[2]:at[3]] == w.Family {
			behind = at[1]
		}
	}
	text = text[:behind] + "\t\t" + w.Family + "." + w.Name + ",\n" + text[behind:]
	if last := imports[len(imports)-1][1]; !strings.Contains(text, w.importLine()) {
		text = text[:last] + w.importLine() + "\n" + text[last:]
	}
	return format.Source([]byte(text))
}

// benched returns the bench_test.go of a family with the benchmark and the proof of
// this scenario behind those that are there.
func (w wish) benched(text string) ([]byte, error) {
	benchmarks, proved := benchmark.FindAllStringIndex(text, -1), proof.FindStringIndex(text)
	if len(benchmarks) == 0 || proved == nil || benchmarks[len(benchmarks)-1][1] > proved[0] {
		return nil, errors.New("it has no func Benchmark with TestProof behind it (git checkout it)")
	}
	own := strings.NewReplacer("NAME", w.Name, "SCENARIO", w.Family+"."+w.Name)
	function := own.Replace("func BenchmarkNAME(b *testing.B) { benchtest.Run(b, SCENARIO) }\n")
	line := own.Replace("\tt.Run(\"NAME\", func(t *testing.T) { benchtest.Prove(t, SCENARIO) })\n")
	last, end := benchmarks[len(benchmarks)-1][1], proved[1]-len("}\n")
	return format.Source([]byte(text[:last] + function + text[last:end] + line + text[end:]))
}
