package callgrind

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEnvironment(t *testing.T) {
	for _, tt := range []struct {
		env  []string
		want string
	}{
		{[]string{}, "GODEBUG=asyncpreemptoff=1,memprofilerate=0,cpu.rdtscp=off"},
		{[]string{"GODEBUG="}, "GODEBUG=asyncpreemptoff=1,memprofilerate=0,cpu.rdtscp=off"},
		{[]string{"GODEBUG=a=1", "GODEBUG=b=2"}, "GODEBUG=b=2,asyncpreemptoff=1,memprofilerate=0,cpu.rdtscp=off"},
	} {
		got := Command{Env: tt.env}.environment()
		if want := append(slices.Clone(tt.env), tt.want, "GOGC=off"); !slices.Equal(got, want) {
			t.Errorf("environment of %q is %q, want %q", tt.env, got, want)
		}
	}
}

func TestIterations(t *testing.T) {
	const output = "goos: linux\nBenchmarkSum\nBenchmarkSum-2   \t      20\t 5 ns/op\nBenchmarks are run\nBenchmarkMore\t 7\t 1 ns/op\nPASS\n"
	if got, want := iterations([]byte(output)), []int{20, 7}; !slices.Equal(got, want) {
		t.Errorf("iterations(%q) = %v, want %v", output, got, want)
	}
}

// TestLimits keeps them short, for they stand beside every table.
func TestLimits(t *testing.T) {
	if got := len(regexp.MustCompile(`\.( |$)`).FindAllString(Limits, -1)); got > 3 || strings.Contains(Limits, "\n") {
		t.Errorf("limits are %d sentences, want at most 3 in one line", got)
	}
}
