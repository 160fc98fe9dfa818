package report_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/report"
)

// TestCompareSchema: the documentation names every field of the JSON, and no
// other.
func TestCompareSchema(t *testing.T) {
	text, err := os.ReadFile("../../docs/compare-json.md")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	fields(reflect.TypeFor[report.ComparisonDocument](), known)
	for name := range known {
		if !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("docs/compare-json.md does not name %s", name)
		}
	}
	for line := range strings.Lines(string(text)) {
		first, isRow := strings.CutPrefix(line, "| `")
		if !isRow {
			continue
		}
		names, _, _ := strings.Cut(first, " | ")
		for name := range strings.SplitSeq(names, ", ") {
			if name = strings.Trim(name, "`"); !known[name] {
				t.Errorf("docs/compare-json.md names %s, which does not exist", name)
			}
		}
	}
}

// fields gathers the names of a type's JSON fields, and of what they hold.
func fields(of reflect.Type, known map[string]bool) {
	switch of.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		fields(of.Elem(), known)
	case reflect.Struct:
		for f := range of.Fields() {
			if !f.Anonymous {
				known[strings.Split(f.Tag.Get("json"), ",")[0]] = true
			}
			fields(f.Type, known)
		}
	}
}
