package result

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/measure/loop"
	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchunit"
)

// RatioUnit is the time of an arm over that of the copy beside it.
const RatioUnit = "time/copy"

// fixed holds the better direction of the units of package testing and bufbench. A
// measured program cannot turn it by printing a line.
var fixed = fixedUnits()

func fixedUnits() benchfmt.UnitMetadataMap {
	r := benchfmt.NewReader(strings.NewReader(strings.Join(loop.Units(), "\n")+"\nUnit "+Instructions+" better=lower\nUnit "+RatioUnit+" better=lower\n"), "")
	for r.Scan() { // to its end
	}
	return r.Units()
}

// IsFixed reports whether a unit has a direction that no text changes.
func IsFixed(unit string) bool { return fixed.Get(unit, "better") != nil }

// Deterministic reports whether values of a unit are counts that do not depend on the
// speed of a machine: [ExactUnits], and the bytes of allocations. The runtime rounds
// these bytes up to its classes of sizes.
func Deterministic(unit string) bool {
	return unit == "B/op" || slices.Contains(ExactUnits, unit)
}

// FewBytes is the difference of B/op up to which two benchmarks allocate the same. No
// object is so small: it is rounding, a part of what the benchmark set up before its
// loop, or what the runtime allocated meanwhile.
const FewBytes = 2

// ExactUnits are counts that one line tells.
var ExactUnits = []string{"allocs/op", "copied-B/op", "minflt/op", Instructions}

// Portable reports whether values of a unit are counts that hold on every
// machine: what a program allocates and copies.
func Portable(unit string) bool {
	return slices.Contains([]string{"allocs/op", "B/op", "copied-B/op"}, unit)
}

// contradicts says why a statement about a fixed unit is wrong. It returns "" if the
// statement is allowed.
func contradicts(m *benchfmt.UnitMetadata) string {
	said := fmt.Sprintf("Unit %s %s=%s", m.OrigUnit, m.Key, m.Value)
	switch better := fixed.Get(m.Unit, "better"); {
	case better == nil:
	case m.Key == "better" && m.Value != better.Value:
		return said + ": " + better.Value + " is better of it, whatever a text says"
	case m.Key == "assume" && m.Value == "exact" && !Deterministic(m.Unit):
		return said + ": times and rates are never exact"
	}
	return ""
}

// Direction is which way is better of a unit by its name: 1 is higher, -1 lower,
// 0 is not known. Rates are better when they are higher, unless they are of
// something that one does not want; times, bytes and allocations when lower.
func Direction(unit string) int {
	top, per, _ := strings.Cut(strings.ToLower(unit), "/")
	last := top[strings.LastIndexAny(top, "-_")+1:]
	switch {
	case slices.Contains([]string{"s", "sec", "second", "seconds"}, per):
		if !slices.Contains(unwanted, last) {
			return 1
		}
	case per == "" && slices.Contains([]string{"qps", "rps", "tps", "fps", "iops"}, last):
		return 1
	case slices.Contains([]string{"sec", "ns", "us", "µs", "μs", "ms", "b", "kb", "mb", "gb", "bytes", "allocs"}, last), last == "s" && per == "op":
		return -1
	}
	return 0
}

// unwanted are things of which nobody wants more per second. The last two are times:
// a time per second says nothing.
var unwanted = []string{
	"error", "errors", "err", "errs", "failure", "failures", "timeout", "timeouts", "retry", "retries", "drop", "drops", "dropped",
	"miss", "misses", "fault", "faults", "conflict", "conflicts", "abort", "aborts", "alloc", "allocs", "gc", "gcs", "sec", "ns",
}

// ParseUnits reads what a person says of units, each in the words of a Unit
// line: mgas/s better=higher.
func ParseUnits(said []string) (benchfmt.UnitMetadataMap, error) {
	all := benchfmt.UnitMetadataMap{}
	for _, one := range said {
		fields := strings.Fields(strings.TrimPrefix(strings.TrimSpace(one), "Unit "))
		if len(fields) < 2 {
			return nil, fmt.Errorf("%q: it is a unit and what is better, such as 'mgas/s better=higher'", one)
		}
		_, unit := benchunit.Tidy(1, fields[0])
		for _, field := range fields[1:] {
			key, value, _ := strings.Cut(field, "=")
			m := &benchfmt.UnitMetadata{UnitMetadataKey: benchfmt.UnitMetadataKey{Unit: unit, Key: key}, OrigUnit: fields[0], Value: value}
			wrong := contradicts(m)
			switch had := all[m.UnitMetadataKey]; {
			case key != "better" && key != "assume":
				wrong = fmt.Sprintf("%q is neither better= nor assume=", field)
			case unknown(m) != "":
				wrong = unknown(m)
			case had != nil && had.Value != value:
				wrong = fmt.Sprintf("%s of %s is already %s", key, fields[0], had.Value)
			}
			if wrong != "" {
				return nil, fmt.Errorf("%q: %s", one, wrong)
			}
			all[m.UnitMetadataKey] = m
		}
	}
	return all, nil
}

// unknown says why the value in a Unit line is wrong. It returns "" for a good value
// and for other keys than these: they mean nothing here.
func unknown(m *benchfmt.UnitMetadata) string {
	known := map[string][]string{"better": {"lower", "higher"}, "assume": {"nothing", "exact"}}[m.Key]
	if known == nil || slices.Contains(known, m.Value) {
		return ""
	}
	return fmt.Sprintf("Unit %s %s=%s: it is %s", m.OrigUnit, m.Key, m.Value, strings.Join(known, " or "))
}

// isUnit reports whether a line says something of a unit.
func isUnit(line []byte) bool {
	word, _ := cutField(line[:min(len(line), longWord)])
	return string(word) == "Unit" && line[0] == 'U'
}
