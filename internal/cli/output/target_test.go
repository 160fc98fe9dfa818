package output

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/report"
)

// forms are those of a document that says its form.
func forms(names ...string) report.Forms {
	all := report.Forms{}
	for _, name := range names {
		all[name] = func(w io.Writer) error {
			_, err := io.WriteString(w, name+"\n")
			return err
		}
	}
	return all
}

func TestPages(t *testing.T) {
	for _, test := range []struct {
		target Target
		want   bool
	}{
		{Target{Form: "text"}, false},
		{Target{Form: "html"}, true},
		{Target{Form: "text", Files: []string{"a.html"}}, true},
		{Target{Form: "text", Files: []string{"a.html", "a.csv"}}, false},
		{Target{Form: "json", Files: []string{"a.html"}}, false},
	} {
		if got := test.target.Pages(); got != test.want {
			t.Errorf("%+v: Pages() = %v, want %v", test.target, got, test.want)
		}
	}
}

// TestPublish: standard output gets what is shown, files and the summary what is kept. A
// step that does not run gets neither.
func TestPublish(t *testing.T) {
	for _, running := range []bool{true, false} {
		dir := t.TempDir()
		to := Target{Form: "text", Files: []string{filepath.Join(dir, "a.md")}}
		step := machine.GitHub{Running: running, Summary: filepath.Join(dir, "summary")}
		var out bytes.Buffer
		annotate := func(w io.Writer) { io.WriteString(w, "annotated\n") }
		if err := to.Publish(&out, step, forms("text"), forms("markdown"), annotate); err != nil {
			t.Fatal(err)
		}
		want, summary := "text\n", ""
		if running {
			want, summary = "text\nannotated\n", "markdown\n"
		}
		file, _ := os.ReadFile(to.Files[0])
		told, _ := os.ReadFile(step.Summary)
		if out.String() != want || string(file) != "markdown\n" || string(told) != summary {
			t.Errorf("running %v: printed %q, wrote %q, and the summary is %q", running, out.String(), file, told)
		}
	}
}

// TestSummaryEnds: a summary that is too long ends behind a whole line.
func TestSummaryEnds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "summary")
	line := strings.Repeat("x", 99) + "\n"
	if err := appendSummary(path, func(w io.Writer) error {
		_, err := io.WriteString(w, strings.Repeat(line, longestSummary/len(line)+10))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil || len(text) > longestSummary+100 || !bytes.HasSuffix(text, []byte(line+"\n(the rest stands in the report)\n")) {
		t.Errorf("the summary has %d bytes and ends with %q, %v", len(text), text[max(0, len(text)-60):], err)
	}
}
