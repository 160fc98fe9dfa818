package page_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/report"
)

// browser is a Chromium, which draws pages without a screen and without a network.
func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("there is no Chromium (apt-get install chromium)")
	return ""
}

// opened is what a browser makes of a page: its elements once its scripts have run, and
// what it said of it.
func opened(t *testing.T, text string) (dom, said string) {
	t.Helper()
	path := browser(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "page.html")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr strings.Builder
	cmd := exec.Command(path, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--allow-file-access-from-files",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--enable-logging=stderr", "--virtual-time-budget=5000", "--dump-dom", "file://"+file)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v: %s", path, err, stderr.String())
	}
	for line := range strings.Lines(stderr.String()) {
		if strings.Contains(line, "CONSOLE") {
			said += line
		}
	}
	return stdout.String(), said
}

// crossed is a run of one scenario whose copy and view cross.
func crossed() report.Document {
	s := report.ScenarioJSON{Name: "CMemory", Question: "Copy, or look?", Answer: "the view wins from 1KiB on", Grid: []report.CellJSON{{Case: "size=4KiB/passes=1", Winner: "view", Best: "view"}}}
	range3 := func(x float64) report.EstimateJSON {
		lo, hi := 0.98*x, 1.02*x
		return report.EstimateJSON{Center: x, Lo: &lo, Hi: &hi, N: 20}
	}
	for _, size := range []bench.Bytes{64, 4 * bench.KiB, 64 * bench.KiB} {
		copied, viewed := 20+float64(size)/10, 60+float64(size)/40
		factor := range3(copied / viewed)
		s.Cases = append(s.Cases, report.CaseJSON{Size: size, Passes: 1, Clock: "ns/op", Axes: map[string]string{}, Arms: []report.ArmJSON{
			{Name: "copy", Values: map[string]report.EstimateJSON{"ns/op": range3(copied), "B/op": {Center: float64(size), N: 20}}},
			{Name: "view", Factor: &factor, Values: map[string]report.EstimateJSON{"ns/op": range3(viewed)}},
		}})
	}
	return report.Document{Scenarios: []report.ScenarioJSON{s}}
}

// TestBrowser: a browser runs the page without a complaint, answers the reader's case, and
// draws the charts.
func TestBrowser(t *testing.T) {
	d := crossed()
	last := &d.Scenarios[0].Cases[2]
	lo, hi := -5500., -4500.
	last.Size, last.Arms[1].Longer = 48*bench.KiB, &report.EstimateJSON{Center: -5000, Lo: &lo, Hi: &hi, N: 20}
	dom, said := opened(t, render(t, d, report.Place{File: "r.txt"}))
	if said != "" {
		t.Errorf("the browser says: %s", said)
	}
	for _, want := range []string{"VIEW: ", "per operation", "It saves 5µs [4.5µs, 5.5µs] per operation against copy, 0.098 CPU at 20000/s with the collector", "bufbench run CMemory -sizes 48KiB -passes 1"} {
		if !strings.Contains(dom, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if n := strings.Count(dom, "<svg"); n != 4 {
		t.Errorf("%d charts are drawn, want 4", n)
	}
}

// TestBrowserBetween: between two measured sizes, garbage grows with the size.
func TestBrowserBetween(t *testing.T) {
	dom, _ := opened(t, render(t, crossed(), report.Place{File: "r.txt"}))
	if want := "and 938MiB/s of garbage"; !strings.Contains(dom, want) {
		t.Errorf("the page lacks %q, which are 20000 copies of 48KiB", want)
	}
}

// TestBrowserNarrow: on a telephone nothing lies beside the page.
func TestBrowserNarrow(t *testing.T) {
	inner := render(t, crossed(), report.Place{File: "r.txt", Machine: "amd-epyc-2c-ded85f", Config: map[string]string{"cpu": strings.Repeat("long", 40)}})
	inner = strings.Replace(inner, "</body>", `<script>parent.postMessage(document.documentElement.scrollWidth, "*")</script></body>`, 1)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "inner.html"), []byte(inner), 0o666); err != nil {
		t.Fatal(err)
	}
	dom, _ := opened(t, fmt.Sprintf(`<title>none</title><script>onmessage = (e) => { document.title = "width " + e.data; };</script>
<iframe src="file://%s" width="360" height="700" style="border:0"></iframe>`, filepath.Join(dir, "inner.html")))
	width := regexp.MustCompile(`<title>width (\d+)</title>`).FindStringSubmatch(dom)
	if width == nil {
		t.Fatalf("the page did not say how wide it is: %.300s", dom)
	}
	if width[1] != "360" && width[1] != "345" { // with and without a bar
		t.Errorf("the page is %s wide, want 360", width[1])
	}
}

// TestBrowserHostile: what comes from a file runs nothing. A page without escaping would:
// the test sees that too.
func TestBrowserHostile(t *testing.T) {
	const evil = `</script><script>document.title="owned"</script><img src=x onerror='document.title="owned"'>`
	d := crossed()
	d.Scenarios[0].Name, d.Scenarios[0].Question, d.Scenarios[0].Answer = evil, evil, evil
	for i := range d.Scenarios[0].Cases {
		d.Scenarios[0].Cases[i].Arms[1].Name = evil
	}
	text := render(t, d, report.Place{File: evil, Machine: evil, Config: map[string]string{"cpu": evil}})
	if dom, _ := opened(t, text); strings.Contains(dom, "<title>owned</title>") {
		t.Error("a text from a file ran")
	}
	raw := strings.Replace(text, "</main>", evil+"</main>", 1)
	if dom, _ := opened(t, raw); !strings.Contains(dom, "<title>owned</title>") {
		t.Error("a script in the page did not run, so this test sees nothing")
	}
}
