package gate

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/result"
)

// Config is a bufbench.toml.
type Config struct {
	Schema int     `toml:"schema"` // 1
	Gate   Policy  `toml:"gate"`
	Claims []Claim `toml:"claim"`
}

// Policy is how the gate judges. What is empty is left to the command line, and
// to its defaults.
type Policy struct {
	Alpha     string   `toml:"alpha"`     // such as 5%
	Threshold string   `toml:"threshold"` // what is worse than the baseline by less does not fail, such as 10%
	FailOn    string   `toml:"fail_on"`   // worse, undecided or never
	Units     []string `toml:"units"`     // what is better of units of one's own: mgas/s better=higher
}

// Claim is what a project says of its benchmarks.
type Claim struct {
	Name      string   `toml:"name"`      // what reports call it; empty is what it says
	Benchmark string   `toml:"benchmark"` // parts that a name must have: SubSlice/size=16MiB
	Arm       string   `toml:"arm"`       // a further part: view is access=view; others in full, such as impl=fast
	Versus    string   `toml:"versus"`    // the part that stands in place of the arm's in what it is compared with
	Unit      string   `toml:"unit"`      // of the values; empty is ns/op, of the clock that counts for the case
	Max       *float64 `toml:"max"`       // the value, or with versus the ratio, is at most this
	Min       *float64 `toml:"min"`       // likewise, at least
	Breakeven string   `toml:"breakeven"` // the arm is never slower than versus from this size on: 4KiB
	Machine   string   `toml:"machine"`   // the only machine that the claim is about; times without versus need one
}

// ReadConfig reads a bufbench.toml. Errors name the file, the line and what to
// do; unknown keys are errors.
func ReadConfig(text []byte, file string) (Config, error) {
	var c Config
	if err := decode(text, file, &c); err != nil {
		return Config{}, err
	}
	if c.Schema == 0 {
		return Config{}, fmt.Errorf("%s: it has no schema (write schema = 1 at its top)", file)
	}
	if c.Schema != 1 {
		return Config{}, fmt.Errorf("%s: schema = %d is not known (write schema = 1)", file, c.Schema)
	}
	known := map[string]bool{}
	for i := range c.Claims {
		if err := c.Claims[i].check(); err != nil {
			return Config{}, fmt.Errorf("%s: claim %d: %w", file, i+1, err)
		}
		name := c.Claims[i].Title()
		if known[name] {
			return Config{}, fmt.Errorf("%s: claim %d: there are two claims %q (give each a name of its own)", file, i+1, name)
		}
		known[name] = true
	}
	return c, nil
}

// check says what is missing or too much in a claim.
func (c Claim) check() error {
	switch {
	case c.Benchmark == "":
		return errors.New("it names no benchmark (write benchmark = \"SubSlice/size=16MiB\")")
	case c.Versus != "" && c.Arm == "":
		return errors.New("versus needs an arm that it stands in place of (write arm = \"view\")")
	case c.Versus != "" && c.unit() == result.Instructions:
		return errors.New("instructions do not tell the cost of memory, so those of one arm are not held against another's (leave versus out, or take ns/op)")
	case c.Versus != "" && part(c.Versus) == part(c.Arm):
		return fmt.Errorf("arm and versus are both %q", c.Arm)
	}
	bounds := 0
	for _, x := range []*float64{c.Max, c.Min} {
		if x == nil {
			continue
		}
		bounds++
		if math.IsNaN(*x) || math.IsInf(*x, 0) || *x < 0 || c.Versus != "" && *x == 0 {
			return fmt.Errorf("a bound of %v holds of nothing (a ratio is above 0, a value at least 0)", *x)
		}
	}
	if c.Breakeven != "" {
		bounds++
		if _, err := bench.ParseBytes(c.Breakeven); err != nil {
			return fmt.Errorf("breakeven: %w", err)
		}
		if c.Versus == "" {
			return errors.New("a break-even needs two arms (write arm = \"view\" and versus = \"copy\")")
		}
		if strings.Contains(c.info().Contests[0].View+c.info().Contests[0].Copy, "=") {
			return fmt.Errorf("a break-even is between two arms of a scenario, not %q and %q (write arm = \"view\" and versus = \"copy\")", c.Arm, c.Versus)
		}
		if c.Unit != "" {
			return errors.New("a break-even is about times (leave unit out)")
		}
	}
	if bounds != 1 {
		return fmt.Errorf("it has %d of max, min and breakeven (a claim has one)", bounds)
	}
	if c.Versus == "" && !result.Deterministic(c.unit()) && c.Machine == "" {
		return fmt.Errorf("%q without versus holds on one machine only (write versus = \"copy\", or machine = \"...\", which bufbench run prints)", c.unit())
	}
	return nil
}

// unit is the unit of the values.
func (c Claim) unit() string {
	if c.Unit == "" {
		return "ns/op"
	}
	return c.Unit
}

// Title is the name of a claim, or what it says.
func (c Claim) Title() string {
	if c.Name != "" {
		return c.Name
	}
	s := c.Benchmark
	if c.Arm != "" {
		s += " " + c.Arm
	}
	switch {
	case c.Breakeven != "":
		return fmt.Sprintf("%s is never slower than %s from %s on", s, c.Versus, c.Breakeven)
	case c.Max != nil && c.Versus != "":
		return fmt.Sprintf("%s: %s at most %g of %s", s, c.unit(), *c.Max, c.Versus)
	case c.Max != nil:
		return fmt.Sprintf("%s: %s at most %g", s, c.unit(), *c.Max)
	case c.Versus != "":
		return fmt.Sprintf("%s: %s at least %g of %s", s, c.unit(), *c.Min, c.Versus)
	}
	return fmt.Sprintf("%s: %s at least %g", s, c.unit(), *c.Min)
}

// Scenario is the name of the benchmark, without its further parts; empty where
// the claim is about any.
func (c Claim) Scenario() string {
	name, _, _ := strings.Cut(strings.TrimPrefix(c.Benchmark, "Benchmark"), "/")
	if name == "*" {
		return ""
	}
	return name
}

// Value is that of a key among the parts of the benchmark, as text; empty where
// it does not name one.
func (c Claim) Value(key string) string {
	for p := range strings.SplitSeq(c.Benchmark, "/") {
		if value, is := strings.CutPrefix(p, key+"="); is {
			return value
		}
	}
	return ""
}

// Axes are the further parts of the benchmark that are key=value, as text.
func (c Claim) Axes() []string {
	var axes []string
	for p := range strings.SplitSeq(c.Benchmark, "/") {
		if key, _, is := strings.Cut(p, "="); is && key != "size" && key != "passes" && key != "access" {
			axes = append(axes, p)
		}
	}
	return axes
}

// part is a part of a name: an arm by itself is access=arm.
func part(arm string) string {
	if strings.Contains(arm, "=") || arm == "" {
		return arm
	}
	return "access=" + arm
}
