package session

import (
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/scenarios"
)

func TestParseReader(t *testing.T) {
	for text, want := range map[string]launch.Reader{"fast": launch.FastReader, "go": launch.GoReader, "none": launch.NoReader} {
		if got, err := ParseReader(text); got != want || err != nil || readerName(got) != text {
			t.Errorf("ParseReader(%q) = %q, %v, named %q, want %q", text, got, err, readerName(got), want)
		}
	}
	for _, text := range []string{"", "Go", "vector", "none\n"} {
		if got, err := ParseReader(text); !option.Is(err) {
			t.Errorf("ParseReader(%q) = %q, %v, want a mistake in what was asked for", text, got, err)
		}
	}
}

// Without a reader every scenario is measured, at 0 passes and no other.
func TestNoReader(t *testing.T) {
	s := Default()
	s.Conditions.Reader = launch.NoReader
	for _, quick := range []bool{false, true} {
		s.Select.Quick = quick
		for _, d := range child.Descriptions(scenarios.All(), s.wish()) {
			if len(d.Cases) == 0 && d.Lacks == "" {
				t.Errorf("quick %v: %s has no case", quick, d.Info.Name)
			}
			for _, c := range d.Cases {
				if c.Passes != 0 {
					t.Errorf("quick %v: %s/%s has passes", quick, d.Info.Name, c)
				}
			}
		}
	}
	for _, test := range []struct {
		passes []int
		ok     bool
	}{{nil, true}, {[]int{0}, true}, {[]int{0, 4}, false}} {
		s.Select.Passes = test.passes
		if err := s.check(); (err == nil) != test.ok || err != nil && !option.Is(err) {
			t.Errorf("passes %v without a reader: %v, want that it is allowed: %v", test.passes, err, test.ok)
		}
	}
}

// The file of a run says who reads, so that results of two readers are told apart.
func TestHeaderSaysTheReader(t *testing.T) {
	h := &Home{Scenarios: scenarios.All()}
	for reader, want := range map[launch.Reader]string{launch.FastReader: "fast", launch.GoReader: "go", launch.NoReader: "none"} {
		s := Default()
		s.Conditions.Reader = reader
		from, err := h.hold(s.From)
		if err != nil {
			t.Fatal(err)
		}
		head, err := header(s, from, nil)
		if err != nil || !slices.Contains(head.Config, [2]string{"reader", want}) {
			t.Errorf("reader %q: the configuration is %v, %v, want reader: %s in it", reader, head.Config, err, want)
		}
		if !strings.Contains(string(head.Plan), `"Reader":"`+string(reader)+`"`) {
			t.Errorf("reader %q: the journal says %s", reader, head.Plan)
		}
	}
}
