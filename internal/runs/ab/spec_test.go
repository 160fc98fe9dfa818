package ab

import (
	"errors"
	"testing"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// TestCheck: a spec that cannot be met names the option.
func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		change func(s *Spec)
		want   string // the option; none if the spec is fine
	}{
		{func(s *Spec) {}, ""},
		{func(s *Spec) { s.Revisions.Linking.Layouts = 8 }, ""},
		{func(s *Spec) { s.Revisions.Linking.Layouts = 3 }, "layout"},
		{func(s *Spec) { s.Revisions.Linking.Layouts = 4 }, "layout"},
		{func(s *Spec) {
			s.Revisions.Linking.Layouts, s.Revisions.Sampling.Instructions = 8, true
		}, "layout"},
		{func(s *Spec) {
			s.Revisions.Linking, s.Revisions.Sampling.Instructions = match.Linking{Plain: true}, true
		}, "layout"},
		{func(s *Spec) { s.Revisions.Packages.Procs = 0 }, "cpu"},
		{func(s *Spec) { s.Revisions.Packages.Args = []string{"-test.v"} }, "args"},
		{func(s *Spec) { s.Revisions.Prepare = []string{"a", "b", "c"} }, "prepare"},
		{func(s *Spec) { s.Policy.Count = 7 }, "count"},
		{func(s *Spec) { s.Commands.Lines = []string{"a", "b"} }, ""},
		{func(s *Spec) { s.Commands.Lines = []string{"a"} }, "cmd"},
		{func(s *Spec) { s.Commands.Lines = []string{"a", " "} }, "cmd"},
		{func(s *Spec) {
			s.Commands = Commands{Lines: []string{"a {x}"}, Parameters: []Parameter{{"x", []string{"1", "2"}}}}
		}, ""},
		{func(s *Spec) {
			s.Commands = Commands{Lines: []string{"a", "b"}, Parameters: []Parameter{{"x", []string{"1"}}}}
		}, "parameter"},
		{func(s *Spec) {
			s.Commands = Commands{Lines: []string{"a", "b"}, Names: []string{"1", "2", "3"}}
		}, "name"},
		{func(s *Spec) {
			s.Commands = Commands{Lines: []string{"a", "b", "c"}, Names: []string{"1", "2", "2"}}
		}, "name"},
		{func(s *Spec) {
			s.Commands = Commands{Lines: []string{"a", "b", "c"}, Prepare: []string{"1", "2"}}
		}, "prepare"},
		{func(s *Spec) {
			s.Commands.Lines, s.Revisions.Packages.Args = []string{"a", "b"}, []string{"x"}
		}, "args"},
	} {
		spec := Default()
		tt.change(&spec)
		var got *option.Error
		err := spec.Check()
		if errors.As(err, &got) != (tt.want != "") || tt.want != "" && got.Option != tt.want {
			t.Errorf("Check of %+v: %v, want an error about %q", spec, err, tt.want)
		}
	}
}

// TestParseParameters: a parameter has a name and values, none of them empty.
func TestParseParameters(t *testing.T) {
	got, err := ParseParameters([]string{"threads=1,2", "x=a"})
	if err != nil || len(got) != 2 || got[0].Name != "threads" || len(got[0].Values) != 2 {
		t.Errorf("%v, %v", got, err)
	}
	for _, text := range []string{"threads", "=1", "a b=1", "{x}=1", "x=1,,2", "x="} {
		if _, err := ParseParameters([]string{text}); !option.Is(err) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestContests: each command is compared with the first, in each setting.
func TestContests(t *testing.T) {
	c := Commands{Lines: []string{"a {x}", "b {x}", "c"}, Names: []string{"", "bee"}, Prepare: []string{"p {x}"}, Parameters: []Parameter{{"x", []string{"1", "2/3"}}}}
	var names []string
	for _, one := range c.contests() {
		names = append(names, one.name)
	}
	want := []string{"BenchmarkCommand/cmd=bee/x=1", "BenchmarkCommand/cmd=bee/x=2_3", "BenchmarkCommand/cmd=3/x=1", "BenchmarkCommand/cmd=3/x=2_3"}
	if len(names) != 4 || names[0] != want[0] || names[1] != want[1] || names[2] != want[2] || names[3] != want[3] {
		t.Errorf("contests %q, want %q", names, want)
	}
	if got, want := c.contests()[1].sides, [2]command{{"a 2/3", "p 2/3"}, {"b 2/3", "p 2/3"}}; got != want {
		t.Errorf("sides %q, want %q", got, want)
	}
}
