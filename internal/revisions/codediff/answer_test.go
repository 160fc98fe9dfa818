package codediff

import "testing"

func TestAnswerString(t *testing.T) {
	d := Difference{"example.com/m/sum.v1.Of", 12}
	for _, tt := range []struct {
		a    Answer
		want string
	}{
		{Answer{}, ""},
		{Answer{Verdict: Same}, "no instruction and no constant differs"},
		{Answer{Why: "it is C"}, "it is not known whether both sides run the same: it is C"},
		{Answer{Verdict: Different, Differences: []Difference{d, {"m.table", 0}, {"m.f", 1}}}, "it differs in sum.v1.Of (12 instructions), m.table, m.f (1 instruction)"},
		{Answer{Verdict: Different, Differences: []Difference{d, d, d, d, d}}, "it differs in sum.v1.Of (12 instructions), sum.v1.Of (12 instructions), sum.v1.Of (12 instructions), 2 more"},
	} {
		if got := tt.a.String(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.a, got, tt.want)
		}
	}
}

// TestLimit: what takes too long is not known.
func TestLimit(t *testing.T) {
	m := open(t, build(t, "linux/amd64", nil))
	c := Compare(m, m)
	if a := c.Benchmark(path, benchmarks[0]); a.Verdict != Same {
		t.Fatalf("a program against itself: %+v", a)
	}
	c.Limit = -1
	if a := c.Benchmark(path, benchmarks[0]); a.Verdict != Unknown || a.Why != "comparing took more than -1ns" {
		t.Errorf("beyond the limit: %+v", a)
	}
}
