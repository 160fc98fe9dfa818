package page_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
)

// TestThreshold: a name runs nothing, and the policy of all pages holds for this one too.
func TestThreshold(t *testing.T) {
	const hostile = `</script><script>document.title = "ran"</script>`
	d := report.ThresholdJSON{Benchmark: "BenchmarkRead", Notes: []string{hostile}}
	d.Breakeven.Sentence = "the view wins from 1KiB on"
	var out bytes.Buffer
	if err := page.Threshold(&out, d); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Content-Security-Policy", "<title>BenchmarkRead</title>", d.Breakeven.Sentence} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the page lacks %q:\n%s", want, &out)
		}
	}
	if strings.Contains(out.String(), hostile) {
		t.Error("a note stands in the page as it is")
	}
	if dom, said := opened(t, out.String()); said != "" || strings.Contains(dom, "<title>ran</title>") {
		t.Errorf("the browser says %q of\n%s", said, dom)
	}
}
