package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/cli/help"
	"github.com/bufbench/bufbench/internal/judge/gate"
)

// TestTOMLExamples: what docs/check.md and check -help show of bufbench.toml and
// bufbench.ack.toml can be read.
func TestTOMLExamples(t *testing.T) {
	readme, err := os.ReadFile("../../docs/check.md")
	if err != nil {
		t.Fatal(err)
	}
	var blocks []string
	for _, found := range regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllSubmatch(readme, -1) {
		blocks = append(blocks, string(found[1]))
	}
	shown := map[bool]string{} // by whether they are acknowledgements
	acks := false
	body, _, _ := strings.Cut(help.Text("check"), "Examples:")
	for line := range strings.Lines(body) {
		text, indented := strings.CutPrefix(line, "  ")
		if acks = acks || strings.HasPrefix(text, "[[ack]]"); indented {
			shown[acks] += text
		}
	}
	blocks = append(blocks, shown[false], shown[true])
	claims, entries := 0, 0
	for _, text := range blocks {
		if strings.HasPrefix(text, "[[ack]]") {
			read, err := gate.ReadAcks([]byte(text), "example")
			if entries += len(read); err != nil {
				t.Errorf("%v:\n%s", err, text)
			}
			continue
		}
		c, err := gate.ReadConfig([]byte(text), "example")
		if claims += len(c.Claims); err != nil {
			t.Errorf("%v:\n%s", err, text)
		}
	}
	if claims != 6 || entries != 2 {
		t.Errorf("the examples hold %d claims and %d acknowledgements, want 6 and 2", claims, entries)
	}
}
