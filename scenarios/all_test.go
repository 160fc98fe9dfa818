package scenarios_test

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/scenarios"
)

// Every scenario has the arms copy and view, no two of the same name, and a
// name and a question of the right form.
func TestScenarios(t *testing.T) {
	form := regexp.MustCompile(`^[A-Z][A-Za-z0-9]*[A-Za-z]$`)
	seen := map[string]bool{}
	for _, s := range scenarios.All() {
		info := s.Describe()
		if seen[info.Name] || !form.MatchString(info.Name) {
			t.Errorf("name %q is taken, or is not CamelCase that ends in a letter", info.Name)
		}
		seen[info.Name] = true
		if !strings.HasSuffix(info.Question, "?") || len(info.Name)+2+len(info.Question) > 80 {
			t.Errorf("%s: question %q does not end in ?, or is too long for 80 columns with its name", info.Name, info.Question)
		}
		var arms []string
		for _, r := range s.Rivals() {
			if slices.Contains(arms, r.Name) {
				t.Errorf("%s has two arms %q", info.Name, r.Name)
			}
			arms = append(arms, r.Name)
		}
		if !slices.Contains(arms, "copy") || !slices.Contains(arms, "view") {
			t.Errorf("%s has arms %v, want copy and view among them", info.Name, arms)
		}
		if len(info.Class) == 0 {
			t.Errorf("%s has no class", info.Name)
		}
	}
}

// Every scenario says what holding a view asks of people: a sentence a field,
// short enough for a line, and an incident that can be looked up or none.
func TestCards(t *testing.T) {
	source := regexp.MustCompile(`^(https://[^ ]+|[A-Za-z0-9._-]+/[A-Za-z0-9._-]+#[0-9]+)$`)
	for _, s := range scenarios.All() {
		info := s.Describe()
		c := info.Card
		fields := map[string]string{"Valid": c.Valid, "Frees": c.Frees, "Mutation": c.Mutation, "Threads": c.Threads, "Failure": c.Failure}
		if c.Incident != (bench.Incident{}) {
			fields["Incident.What"] = c.Incident.What
			if !source.MatchString(c.Incident.Source) {
				t.Errorf("%s: Incident.Source %q is neither an address nor owner/repository#number", info.Name, c.Incident.Source)
			}
		}
		for name, text := range fields {
			if !strings.HasSuffix(text, ".") || utf8.RuneCountInString(text) > 120 || strings.Contains(text, "\n") {
				t.Errorf("%s: %s %q is no sentence of at most 120 characters", info.Name, name, text)
			}
		}
	}
}

// Every arm is said in the words of its language, in one line that a table has room
// for.
func TestArmsSayWhatTheyAre(t *testing.T) {
	for _, s := range scenarios.All() {
		for _, r := range s.Rivals() {
			if n := utf8.RuneCountInString(r.Says); n == 0 || n > 40 || strings.ContainsAny(r.Says, "\n\t") {
				t.Errorf("arm %s of %s says %q, want 1 to 40 characters on one line", r.Name, s.Describe().Name, r.Says)
			}
		}
	}
}

// Where views can outlive their source, every case has a part that is kept, a
// source smaller than the part too.
func TestParts(t *testing.T) {
	for _, s := range scenarios.All() {
		info := s.Describe()
		for _, c := range []bench.Case{{Size: 1}, {Size: bench.PartSize}, {Size: 100_003}} {
			c.Size, c.Passes, c.Axes = info.Grid.Round(c.Size), 1, info.Grid.Cases()[0].Axes
			b := bench.NewBlock(c, 1)
			part, err := s.(bench.Keeper).Keep(b)
			if err == nil && part == nil {
				t.Errorf("%s/%s: Keep returned no part and no error", info.Name, c)
			}
			if err != nil && bench.Skipped(err) == nil {
				t.Errorf("%s/%s: %v", info.Name, c, err)
			}
			b.Close()
		}
	}
}

// What an arm consumes is seen by proof, through the block's Kernel or through
// a consumer of its own, unless the operating system has the last word.
func TestArmsAreWatched(t *testing.T) {
	for _, s := range scenarios.All() {
		info := s.Describe()
		if info.Ready != nil && bench.Skipped(info.Ready()) != nil {
			continue
		}
		c := info.Grid.Cases()[0]
		evidence, err := proof.Prover{Seed: 1}.Case(s, c)
		if err != nil && bench.Skipped(err) == nil {
			t.Errorf("%s/%s: %v", info.Name, c, err)
		}
		for _, e := range evidence {
			if e.Seen == proof.Unverified && e.Kind != bench.Kernel {
				t.Errorf("%s: what it consumes is not seen (consume through b.Kernel, or b.Through)", c.Name(info.Name, e.Arm))
			}
		}
	}
}

// Names of cases are what benchstat can read: key=value parts, no two alike,
// none that ends in -digits.
func TestCaseNames(t *testing.T) {
	form := regexp.MustCompile(`^[A-Za-z0-9]+(/[a-z]+=[A-Za-z0-9.-]*[A-Za-z0-9])+$`)
	procs := regexp.MustCompile(`-[0-9]+$`)
	for _, s := range scenarios.All() {
		info := s.Describe()
		seen := map[string]bool{}
		for _, c := range info.Grid.Cases() {
			name := c.Name(info.Name, "view")
			if seen[name] || !form.MatchString(name) || procs.MatchString(name) {
				t.Errorf("%s is taken, or is no benchmark name", name)
			}
			seen[name] = true
			if c.Size%max(info.Grid.Element, 1) != 0 {
				t.Errorf("%s is not a whole number of elements of %s", name, info.Grid.Element)
			}
		}
	}
}

// Each scenario in the list has its Benchmark func, and each such func its
// place in the list.
func TestBenchmarksMatchTheList(t *testing.T) {
	files, err := filepath.Glob("*/bench_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	call := regexp.MustCompile(`^func Benchmark(\w+)\(b \*testing\.B\) +\{ benchtest\.Run\(b, \w+\.(\w+)\) \}$`)
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for in := bufio.NewScanner(f); in.Scan(); {
			if m := call.FindStringSubmatch(in.Text()); m != nil {
				if m[1] != m[2] {
					t.Errorf("%s: Benchmark%s runs %s", name, m[1], m[2])
				}
				got = append(got, m[1])
			}
		}
	}
	var want []string
	for _, s := range scenarios.All() {
		want = append(want, s.Describe().Name)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("Benchmark funcs %v, want those of the list %v", got, want)
	}
}
