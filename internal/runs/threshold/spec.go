package threshold

import (
	"math"
	"regexp"
	"runtime"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// Spec is a search for a threshold. Start from [Default].
type Spec struct {
	Packages   match.Packages
	Base, Head string // revisions of one benchmark; an empty Base compares two benchmarks
	Over       Over
	From, To   int           // the range of the parameter; 0 means that of the names
	Precision  float64       // how far the interval may reach from its middle, as a share
	MaxTime    time.Duration // of all launches
	Results    string        // folder of the text of all launches; empty means one in the user's cache
}

// Default returns a search in the package in the working folder.
func Default() Spec {
	return Spec{
		Packages:  match.Packages{Patterns: []string{"."}, Procs: runtime.GOMAXPROCS(0), Timeout: time.Minute},
		Precision: 0.15, MaxTime: 30 * time.Second,
	}
}

// Over names the parameter.
type Over struct {
	Source Source
	Key    string // of the parameter; empty if names have a single number
}

// Source says where a benchmark takes the parameter from.
type Source string

// The sources.
const (
	Names    Source = ""     // a part of the names of sub-benchmarks, such as size=64
	Variable Source = "env"  // an environment variable
	Flag     Source = "flag" // a flag of the test binary
)

var (
	keyForm      = regexp.MustCompile(`^[A-Za-z][A-Za-z_.]*$`)
	variableForm = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)
	flagForm     = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]*$`)
)

// ParseOver reads size, env:SIZE or flag:size. An empty text stands for the only number in
// names.
func ParseOver(text string) (Over, error) {
	o := Over{Key: text}
	form, what := keyForm, "a key of the names of sub-benchmarks, such as size in BenchmarkX/size=64"
	if source, key, ok := strings.Cut(text, ":"); ok {
		switch o = (Over{Source(source), key}); o.Source {
		case Variable:
			form, what = variableForm, "an environment variable, such as env:SIZE"
		case Flag:
			form, what = flagForm, "a flag of the test binary, such as flag:size"
		default:
			return o, option.Errorf("over", "%q: the parameter is a key such as size, env:NAME or flag:NAME", text)
		}
	}
	if text != "" && !form.MatchString(o.Key) {
		return o, option.Errorf("over", "%q is not %s", text, what)
	}
	return o, nil
}

// String is the parameter in words.
func (o Over) String() string {
	switch o.Source {
	case Variable:
		return "$" + o.Key
	case Flag:
		return "-" + o.Key
	}
	return o.Key
}

// check returns an [option.Error] if the spec cannot be met.
func (s Spec) check() error {
	if err := s.Packages.Check(); err != nil {
		return err
	}
	switch {
	case s.Packages.Bench == "":
		return option.Errorf("bench", "say which two benchmarks to compare, such as 'BenchmarkDecode/(copy|view)'")
	case s.Head != "" && s.Base == "":
		return option.Errorf("head", "it is compared with a base revision, and there is none")
	case s.From < 0 || s.To < 0:
		return option.Errorf("from", "the range from %d to %d has a negative end", s.From, s.To)
	case s.To > 0 && s.From == s.To:
		return option.Errorf("from", "a range of one value, %d, has no threshold in it: the end must be greater", s.From)
	case s.To > 0 && s.From > s.To:
		return option.Errorf("from", "the range from %d to %d is empty", s.From, s.To)
	case s.To > math.MaxInt/2:
		return option.Errorf("to", "%d is too large", s.To)
	case s.Over.Source != Names && s.To == 0:
		return option.Errorf("to", "the range of %s is not known: say from which value to which", s.Over)
	case s.MaxTime <= 0:
		return option.Valuef("max-time", s.MaxTime, "a search needs time")
	case !(s.Precision > 0 && s.Precision < 1):
		return option.Valuef("precision", s.Precision, "it is a share between 0 and 1")
	}
	return nil
}

// within reports whether a value is in the range.
func (s Spec) within(x int) bool { return x >= s.From && (s.To == 0 || x <= s.To) }
