package page_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
)

// tracked is a history of so many series over commits; the first has a change.
func tracked(series, commits int) report.TrackDocument {
	d := report.TrackDocument{Summary: "1 worse", Remote: "https://example.com/r", Notes: []string{"<script>alert(1)</script>"}}
	for i := range commits {
		d.Commits = append(d.Commits, report.TrackCommit{ID: fmt.Sprintf("%040x", i), Short: fmt.Sprintf("%09x", i), Subject: "<b>bold</b>", When: time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC)})
	}
	for i := range series {
		s := report.TrackSeries{Name: fmt.Sprintf("codec.Decode%d</svg>", i), Unit: "sec/op", Env: "machine=m-1", Better: "lower"}
		for j := range commits {
			x := 1e-6 * float64(10+j%7)
			s.Points = append(s.Points, report.TrackPoint{Commit: j, N: 3, Center: x, Low: 0.99 * x, High: 1.01 * x})
		}
		d.Series = append(d.Series, s)
	}
	low, high := 1.9, 2.1
	change := report.TrackChange{Verdict: "worse", New: true, After: 0, UpTo: 2, Commit: 1, Before: 1e-6, Now: 2e-6, Ratio: &report.TrackSpan{Center: 2, Low: &low, High: &high}, Probability: 1}
	d.Groups = []report.TrackGroup{{After: 0, UpTo: 2, Commit: 1, Changes: []report.TrackChange{change}}}
	d.Indexes = []report.TrackIndexes{{Name: "codec.Decode", Unit: "sec/op", Links: []report.TrackIndex{{Commit: 0, Index: 1, Low: 1, High: 1}, {Commit: 2, Index: 1.2, Low: 1.1, High: 1.3, Steps: 1}}}}
	return d
}

// TestTrack: the page escapes what comes from files, links commits, and runs no script.
func TestTrack(t *testing.T) {
	var out strings.Builder
	if err := page.Track(&out, tracked(2, 5)); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	for _, want := range []string{
		"default-src 'none'", `<a href="https://example.com/r/commit/0000000000000000000000000000000000000001"`, "&lt;b&gt;bold&lt;/b&gt;",
		`<td class="worse">worse</td>`, `href="#s0"`, `id="s0"`, "&#43;90 % to &#43;110 %", "after 000000000, up to 000000002", "Indexes of ratios", "2026-01-01 to 2026-01-05",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, not := range []string{"<script", "<b>bold", "Decode0</svg>"} {
		if strings.Contains(text, not) {
			t.Errorf("the page has %q", not)
		}
	}
}

// TestTrackSize: a page of 500 series over 1,000 commits stays below 5 MB.
func TestTrackSize(t *testing.T) {
	var out strings.Builder
	if err := page.Track(&out, tracked(500, 1000)); err != nil {
		t.Fatal(err)
	}
	if out.Len() > 5e6 {
		t.Errorf("the page has %d bytes, want 5 MB at most", out.Len())
	}
}

// TestTrackOpens: a browser opens the page without a complaint.
func TestTrackOpens(t *testing.T) {
	var out strings.Builder
	if err := page.Track(&out, tracked(3, 9)); err != nil {
		t.Fatal(err)
	}
	dom, said := opened(t, out.String())
	if said != "" || strings.Count(dom, "<figure") != 4 {
		t.Errorf("%d figures, and it says %s", strings.Count(dom, "<figure"), said)
	}
}
