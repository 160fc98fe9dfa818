package report

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// TestPortrait: classes and axes are spelled out, and arms are named in the words of
// their language.
func TestPortrait(t *testing.T) {
	p := Portraits{{
		Entry: Entry{Name: "CMemory", Axes: []string{"size", "passes", "stride", "cache"}, Reason: "no cgo"},
		Info: bench.Info{
			Name: "CMemory", Question: "Copy or view?", Class: []bench.Class{bench.Dominant, bench.BreakEvenPasses},
			Grid: bench.Grid{Sizes: []bench.Bytes{64, 4096}, Passes: []int{1, 4}, Axes: []bench.Choice{{Key: "stride", Values: []string{"16B", "64B"}}}},
			Card: bench.Card{Valid: "until C frees it"},
		},
		Rivals: []bench.Rival{{Name: "copy", Kind: bench.Copy, Says: "C.GoBytes"}, {Name: "view", Kind: bench.View}},
	}}
	const want = `CMemory: Copy or view?
  cannot run here: no cgo
  class DOM: one way is never slower than the others
  class K*: the copy wins from a number of passes on
  arms:
    copy (copy): C.GoBytes
    view (view)
  axes:
    size: 64B, 4KiB
    passes: 1, 4 (how often an operation reads the bytes; 0 is hand-over only)
    stride: 16B, 64B
    cache: hot; or ring, cold, first (where an operation finds the source, and
      whether its memory is new to it)
  what a view owes:
    valid: until C frees it
`
	var text strings.Builder
	if err := p.text(&text); err != nil || !strings.HasPrefix(text.String(), want) {
		t.Errorf("the text is %v\n%s, want\n%s", err, &text, want)
	}
	doc := p.documents()[0]
	if len(doc.Values) != 4 || doc.Values[3].Grid[0] != "hot" || doc.Rivals[0].Says != "C.GoBytes" || doc.Classes[1].Means == "" {
		t.Errorf("JSON has %+v", doc)
	}
	text.Reset()
	if err := p.markdown(&text); err != nil || !strings.Contains(text.String(), "- arm copy (copy): C.GoBytes\n") || !strings.Contains(text.String(), "- axis stride: 16B, 64B\n") {
		t.Errorf("markdown is %v\n%s", err, &text)
	}
}
