package threshold

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, test := range []struct {
		name, key string
		want      named
		fault     string // part of the error
	}{
		{name: "BenchmarkX/copy/size=64", key: "size", want: named{kind: "BenchmarkX/copy", key: "size", value: 64}},
		{name: "BenchmarkX/size=64KiB/copy", key: "size", want: named{kind: "BenchmarkX/copy", key: "size", value: 64 << 10, unit: true}},
		{name: "BenchmarkX/copy/n-1000", key: "n", want: named{kind: "BenchmarkX/copy", key: "n", value: 1000}},
		{name: "BenchmarkX/copy/n=0", key: "n", want: named{kind: "BenchmarkX/copy", key: "n"}},
		{name: "BenchmarkX/copy/4k", want: named{kind: "BenchmarkX/copy", value: 4 << 10, unit: true}},
		{name: "BenchmarkX/copy/depth=8/size=64", key: "size", want: named{kind: "BenchmarkX/copy/depth=8", key: "size", value: 64}},
		{name: "BenchmarkX/copy/depth=8/size=64", fault: "depth=8 and size=64 both end in a number"},
		{name: "BenchmarkX/copy/size=small", key: "size", fault: "there is no number behind size="},
		{name: "BenchmarkX/copy", key: "size", fault: "no part of it is a number of size, such as size=64"},
		{name: "BenchmarkX/copy", fault: "no part of it ends in a number"},
		{name: "BenchmarkX/size=1/size=2", key: "size", fault: "it stands there twice: the key size"},
		{name: "BenchmarkX/copy/size=64#01", key: "size", fault: "it stands there twice: the name with 64"},
		{name: "BenchmarkX/copy/size=99999999999999999999", key: "size", fault: "overflows 64 bits"},
	} {
		got, err := parse(test.name, test.key)
		if test.fault != "" {
			if err == nil || !strings.Contains(err.Error(), test.fault) {
				t.Errorf("parse(%q, %q) fails with %v, want %q", test.name, test.key, err, test.fault)
			}
			continue
		}
		test.want.full = test.name
		if err != nil || got != test.want {
			t.Errorf("parse(%q, %q) = %+v, %v, want %+v", test.name, test.key, got, err, test.want)
		}
	}
}

func TestLabels(t *testing.T) {
	for _, test := range []struct{ a, b, wantA, wantB string }{
		{"BenchmarkX/copy", "BenchmarkX/view", "copy", "view"},
		{"BenchmarkX/access=copy", "BenchmarkX/access=view", "copy", "view"},
		{"BenchmarkCopy", "BenchmarkView", "Copy", "View"},
		{"BenchmarkX/a/b", "BenchmarkX/c", "X/a/b", "X/c"},
	} {
		if got := labels(test.a, test.b); got != [2]string{test.wantA, test.wantB} {
			t.Errorf("labels(%q, %q) = %q, want %q and %q", test.a, test.b, got, test.wantA, test.wantB)
		}
	}
}

func TestParseOver(t *testing.T) {
	for _, test := range []struct {
		text string
		want Over
		ok   bool
	}{
		{"size", Over{Names, "size"}, true},
		{"", Over{}, true},
		{"env:SIZE", Over{Variable, "SIZE"}, true},
		{"flag:chunk-size", Over{Flag, "chunk-size"}, true},
		{"env:A=B", Over{}, false},
		{"env:", Over{}, false},
		{"file:x", Over{}, false},
		{"2", Over{}, false},
	} {
		got, err := ParseOver(test.text)
		if (err == nil) != test.ok || test.ok && got != test.want {
			t.Errorf("ParseOver(%q) = %v, %v, want %v, and success is %v", test.text, got, err, test.want, test.ok)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, test := range []struct {
		change func(*Spec)
		want   string // part of the error
	}{
		{func(s *Spec) { s.Packages.Bench = "" }, "bench: say which two benchmarks"},
		{func(s *Spec) { s.Head = "main" }, "head: it is compared with a base"},
		{func(s *Spec) { s.From, s.To = 5, 5 }, "a range of one value, 5,"},
		{func(s *Spec) { s.From, s.To = 6, 5 }, "the range from 6 to 5 is empty"},
		{func(s *Spec) { s.From = -1 }, "negative"},
		{func(s *Spec) { s.Over = Over{Variable, "N"} }, "to: the range of $N is not known"},
		{func(s *Spec) { s.MaxTime = 0 }, "max-time"},
		{func(s *Spec) { s.Precision = 2 }, "precision"},
	} {
		s := Default()
		s.Packages.Bench, s.Over.Key = "X", "size"
		if err := s.check(); err != nil {
			t.Fatalf("the default is refused: %v", err)
		}
		test.change(&s)
		if err := s.check(); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("check says %v, want %q", err, test.want)
		}
	}
}
