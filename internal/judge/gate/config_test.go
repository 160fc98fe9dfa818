package gate_test

import (
	"fmt"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/gate"
)

// claimed is a bufbench.toml with one claim.
func claimed(lines ...string) string {
	return "schema = 1\n[[claim]]\n" + strings.Join(lines, "\n") + "\n"
}

// TestConfigMistakes: each mistake is one line that names the file, the line
// where the library knows it, and what to do.
func TestConfigMistakes(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", `b.toml: it has no schema (write schema = 1 at its top)`},
		{"schema of tomorrow", "schema = 2", `b.toml: schema = 2 is not known (write schema = 1)`},
		{"schema in quotes", `schema = "1"`, `b.toml:1:10: schema is of type string (write a whole number)`},
		{"schema with a fraction", "schema = 1.5", `b.toml:1:10: schema is of type float (write a whole number)`},
		{"schema twice", "schema = 1\nschema = 1", `b.toml:2:1: key schema is already defined`},
		{"unknown key at the top", "schema = 1\nclaims = 1", `b.toml:2: there is no key "claims" (the help of bufbench check names the keys)`},
		{"unknown key of gate", "schema = 1\n[gate]\nalhpa = \"1%\"", `b.toml:3: there is no key "gate.alhpa" (`},
		{"unknown table below gate", "schema = 1\n[gate.x]\ny = 1", `b.toml:2: there is no key "gate.x" (`},
		{"unknown key of a claim", claimed(`benchmark = "A"`, "maximum = 1"), `b.toml:4: there is no key "claim.maximum" (`},
		{"unknown key of the second claim", claimed(`benchmark = "A"`, `unit = "allocs/op"`, "max = 0", "[[claim]]", "arms = 1"), `b.toml:7: there is no key "claim.arms" (`},
		{"key of two lines", "schema = 1\n\"a\\nb\" = 1", `b.toml:2: there is no key "a\nb" (`},
		{"gate is a number", "schema = 1\ngate = 1", `b.toml:2:8: gate is of type integer (write a table, [gate])`},
		{"claim is a number", "schema = 1\nclaim = 1", `b.toml:2:9: claim is of type integer (write tables, [[claim]])`},
		{"alpha is a number", "schema = 1\n[gate]\nalpha = 0.05", `b.toml:3:9: gate.alpha is of type float (write text in quotes, such as "5%")`},
		{"benchmark is a number", claimed("benchmark = 1"), `b.toml:3:13: claim.benchmark is of type integer (write text in quotes`},
		{"max in quotes", claimed(`benchmark = "A"`, `max = "1"`), `b.toml:4:7: claim.max is of type string (write a number)`},
		{"max beyond all numbers", claimed(`benchmark = "A"`, "max = 1e999"), `b.toml:4:7: `},
		{"no TOML", "schema = 1\n[gate", `b.toml:2:5: expected `},
		{"UTF-16", "\xff\xfes\x00", `b.toml: it is UTF-16, and TOML is UTF-8 (save it as UTF-8)`},
		{"units in one text", "schema = 1\n[gate]\nunits = \"x\"", `b.toml:3:9: gate.units is of type string (write a list of texts, such as ["mgas/s better=higher"])`},
		{"units of numbers", "schema = 1\n[gate]\nunits = [1]", `b.toml:3:10: gate.units is of type integer (write text in quotes`},
		{"unknown key of an inline table", "schema = 1\ngate = {alpha = \"5%\", alhpa = 1}", `b.toml:2: there is no key "gate.alhpa" (`},
		{"unknown key of an inline claim", "schema = 1\nclaim = [{benchmark = \"A\", max = 1}, {arms = 1}]", `b.toml:2: there is no key "claim.arms" (`},
		{"unknown dotted key", "schema = 1\ngate.alpha = \"5%\"\ngate.x.y = 1", `b.toml:3: there is no key "gate.x" (`},
		{"key below a text", "schema = 1\n[gate.alpha]\nx = 1", `b.toml:3: there is no key "gate.alpha.x" (`},
		{"binary", "\x00\x01", `b.toml:1:1: `},

		{"no benchmark", claimed("max = 1"), `b.toml: claim 1: it names no benchmark (write benchmark = "SubSlice/size=16MiB")`},
		{"versus without arm", claimed(`benchmark = "A"`, `versus = "copy"`, "max = 1"), `b.toml: claim 1: versus needs an arm that it stands in place of (write arm = "view")`},
		{"versus itself", claimed(`benchmark = "A"`, `arm = "view"`, `versus = "access=view"`, "max = 1"), `b.toml: claim 1: arm and versus are both "view"`},
		{"no bound", claimed(`benchmark = "A"`, `unit = "allocs/op"`), `b.toml: claim 1: it has 0 of max, min and breakeven (a claim has one)`},
		{"two bounds", claimed(`benchmark = "A"`, `unit = "allocs/op"`, "max = 1", "min = 1"), `b.toml: claim 1: it has 2 of max, min and breakeven (a claim has one)`},
		{"negative", claimed(`benchmark = "A"`, `unit = "allocs/op"`, "max = -1"), `b.toml: claim 1: a bound of -1 holds of nothing (a ratio is above 0, a value at least 0)`},
		{"NaN", claimed(`benchmark = "A"`, `unit = "allocs/op"`, "max = nan"), `b.toml: claim 1: a bound of NaN holds of nothing`},
		{"infinite", claimed(`benchmark = "A"`, `unit = "allocs/op"`, "min = inf"), `b.toml: claim 1: a bound of +Inf holds of nothing`},
		{"ratio of zero", claimed(`benchmark = "A"`, `arm = "view"`, `versus = "copy"`, "max = 0"), `b.toml: claim 1: a bound of 0 holds of nothing`},
		{"ratio of negative zero", claimed(`benchmark = "A"`, `arm = "view"`, `versus = "copy"`, "min = -0.0"), `b.toml: claim 1: a bound of -0 holds of nothing`},
		{"breakeven is no size", claimed(`benchmark = "A"`, `arm = "view"`, `versus = "copy"`, `breakeven = "4 parsecs"`), `b.toml: claim 1: breakeven: size "4 parsecs" has an unknown unit`},
		{"breakeven without arms", claimed(`benchmark = "A"`, `breakeven = "4KiB"`), `b.toml: claim 1: a break-even needs two arms (write arm = "view" and versus = "copy")`},
		{"breakeven of other parts", claimed(`benchmark = "A"`, `arm = "impl=a"`, `versus = "impl=b"`, `breakeven = "4KiB"`), `b.toml: claim 1: a break-even is between two arms of a scenario, not "impl=a" and "impl=b" (`},
		{"breakeven of a unit", claimed(`benchmark = "A"`, `arm = "view"`, `versus = "copy"`, `unit = "B/op"`, `breakeven = "4KiB"`), `b.toml: claim 1: a break-even is about times (leave unit out)`},
		{"times of no machine", claimed(`benchmark = "A"`, "max = 100"), `b.toml: claim 1: "ns/op" without versus holds on one machine only (write versus = "copy", or machine = "..."`},
		{"a unit of two lines", claimed(`benchmark = "A"`, `unit = "a\nb"`, "max = 100"), `b.toml: claim 1: "a\nb" without versus holds on one machine only (`},
		{"twice the same", claimed(`benchmark = "A"`, `unit = "allocs/op"`, "max = 1", "[[claim]]", `benchmark = "A"`, `unit = "allocs/op"`, "max = 1"), `b.toml: claim 2: there are two claims "A: allocs/op at most 1" (give each a name of its own)`},
		{"one name", claimed(`name = "x"`, `benchmark = "A"`, `unit = "allocs/op"`, "max = 1", "[[claim]]", `name = "x"`, `benchmark = "B"`, `unit = "allocs/op"`, "max = 1"), `b.toml: claim 2: there are two claims "x"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := gate.ReadConfig([]byte(test.text), "b.toml")
			if err == nil {
				t.Fatalf("ReadConfig = %+v, want an error", c)
			}
			if !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("ReadConfig says\n%s\nwant one line that begins with\n%s", err, test.want)
			}
			if regexp.MustCompile(`gate\.[A-Z]|struct|float64`).MatchString(err.Error()) {
				t.Errorf("the error speaks of Go's types: %s", err)
			}
		})
	}
}

// TestManyUnknownKeys: to refuse unknown keys takes memory of the size of the text per
// text, not per key.
func TestManyUnknownKeys(t *testing.T) {
	var keys, tables, inline strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&keys, "a%d.b.c = 1\n", i)
		fmt.Fprintf(&tables, "[a%d]\nb = 1\n", i)
		fmt.Fprintf(&inline, "a%d = 1, ", i)
	}
	for name, text := range map[string]string{
		"keys":   keys.String(),
		"tables": tables.String(),
		"inline": "gate = {" + inline.String() + "alpha = \"5%\"}\n",
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if _, err := gate.ReadConfig([]byte(text), "b.toml"); err == nil {
				t.Fatal("ReadConfig takes unknown keys")
			}
			runtime.ReadMemStats(&after)
			if got, most := after.TotalAlloc-before.TotalAlloc, uint64(200*len(text)); got > most {
				t.Errorf("ReadConfig allocates %d bytes for a text of %d, want at most %d", got, len(text), most)
			}
		})
	}
}

// TestByteOrderMark: some editors begin a text with one.
func TestByteOrderMark(t *testing.T) {
	c, err := gate.ReadConfig([]byte("\ufeffschema = 1\r\n[gate]\r\nalpha = \"1%\"\r\n"), "b.toml")
	if err != nil || c.Gate.Alpha != "1%" {
		t.Errorf("ReadConfig with a byte order mark = %+v, %v; want alpha 1%%", c, err)
	}
	acks, err := gate.ReadAcks([]byte("\ufeff[[ack]]\nbenchmark = \"A\"\nreason = \"x\"\nuntil = 2030-12-31\n"), "a.toml")
	if err != nil || len(acks) != 1 {
		t.Errorf("ReadAcks with a byte order mark = %+v, %v; want one", acks, err)
	}
}

func TestConfig(t *testing.T) {
	c, err := gate.ReadConfig([]byte(`schema = 1
[gate]
alpha = "1%"
threshold = "5%"
fail_on = "undecided"

[[claim]]
benchmark = "SubSlice/size=16MiB"
arm = "view"
versus = "copy"
max = 0.8

[[claim]]
benchmark = "BenchmarkSubSlice/passes=1"
arm = "view"
unit = "allocs/op"
max = 0

[[claim]]
benchmark = "*"
unit = "x/op"
machine = "m"
min = 2

[[claim]]
benchmark = "PyBuffer/object=bytes"
arm = "view"
versus = "copy"
breakeven = "4KiB"

[[claim]]
benchmark = "Sort"
arm = "impl=fast"
versus = "impl=slow"
min = 0.5

[[claim]]
name = "mine"
benchmark = "Sort"
unit = "B/op"
min = 1
`), "b.toml")
	if err != nil {
		t.Fatal(err)
	}
	if want := (gate.Policy{Alpha: "1%", Threshold: "5%", FailOn: "undecided"}); !reflect.DeepEqual(c.Gate, want) {
		t.Errorf("Gate = %+v, want %+v", c.Gate, want)
	}
	want := []struct{ title, scenario, size string }{
		{"SubSlice/size=16MiB view: ns/op at most 0.8 of copy", "SubSlice", "16MiB"},
		{"BenchmarkSubSlice/passes=1 view: allocs/op at most 0", "SubSlice", ""},
		{"*: x/op at least 2", "", ""},
		{"PyBuffer/object=bytes view is never slower than copy from 4KiB on", "PyBuffer", ""},
		{"Sort impl=fast: ns/op at least 0.5 of impl=slow", "Sort", ""},
		{"mine", "Sort", ""},
	}
	if len(c.Claims) != len(want) {
		t.Fatalf("%d claims, want %d", len(c.Claims), len(want))
	}
	for i, w := range want {
		if got := c.Claims[i]; got.Title() != w.title || got.Scenario() != w.scenario || got.Value("size") != w.size {
			t.Errorf("claim %d is %q of %q at %q, want %q of %q at %q", i+1, got.Title(), got.Scenario(), got.Value("size"), w.title, w.scenario, w.size)
		}
	}
}

// FuzzConfig: no text makes the reader panic; a refusal is one line that names
// the file, and what is accepted can be told apart by its titles and has one
// bound.
func FuzzConfig(f *testing.F) {
	f.Add("schema = 1")
	f.Add(claimed(`benchmark = "A/size=4KiB"`, `arm = "view"`, `versus = "copy"`, "max = 0.8"))
	f.Add(claimed(`benchmark = "A"`, `arm = "view"`, `versus = "copy"`, `breakeven = "4KiB"`))
	f.Add(claimed(`benchmark = "A"`, `unit = "allocs/op"`, "min = 1e308", "[[claim]]", `benchmark = "B"`, `machine = "m"`, "max = 1"))
	f.Add("schema = 1\n[gate]\nalpha = \"5%\"\n\"a\\nb\" = '''\n'''")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := gate.ReadConfig([]byte(text), "b.toml")
		if err != nil {
			refused(t, err, "b.toml:")
			return
		}
		titles := map[string]bool{}
		for _, claim := range c.Claims {
			bounds := 0
			for _, has := range []bool{claim.Max != nil, claim.Min != nil, claim.Breakeven != ""} {
				if has {
					bounds++
				}
			}
			if c.Schema != 1 || bounds != 1 || claim.Benchmark == "" || titles[claim.Title()] {
				t.Errorf("accepted: schema %d, claim %+v", c.Schema, claim)
			}
			titles[claim.Title()] = true
		}
		if _, err := gate.Judge(c.Claims, nil, 0.05, "m"); err != nil {
			refused(t, err, "claim ")
		}
	})
}

// refused checks that an error is one line that begins with a word.
func refused(t *testing.T, err error, with string) {
	t.Helper()
	if !strings.HasPrefix(err.Error(), with) || strings.ContainsAny(err.Error(), "\n\r\x00\x1b") {
		t.Errorf("the error is %q, want one line that begins with %q", err, with)
	}
}
