package gate_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/judge/gate"
)

func acked(lines ...string) string { return "[[ack]]\n" + strings.Join(lines, "\n") + "\n" }

func TestAckMistakes(t *testing.T) {
	const reason = `reason = "known"`
	for _, test := range []struct{ name, text, want string }{
		{"unknown key at the top", "schema = 1", `a.toml:1: there is no key "schema" (`},
		{"unknown key", acked(`benchmark = "A"`, `reasn = "x"`), `a.toml:3: there is no key "ack.reasn" (`},
		{"no table", "ack = 1", `a.toml:1:7: ack is of type integer (write tables, [[ack]])`},
		{"no benchmark", acked(reason, "until = 2030-12-31"), `a.toml: ack 1: it names no benchmark (write benchmark = "...", the name of a row or of a claim)`},
		{"no reason", acked(`benchmark = "A"`, `reason = " "`, "until = 2030-12-31"), `a.toml: ack 1: "A": it gives no reason (write reason = "...")`},
		{"no end", acked(`benchmark = "A"`, reason), `a.toml: ack 1: "A": it has no end (write until = 2030-12-31)`},
		{"a name of two lines", acked(`benchmark = "A\nB"`, reason), `a.toml: ack 1: "A\nB": it has no end`},
		{"second entry", acked(`benchmark = "A"`, reason, "until = 2030-12-31") + acked(`benchmark = "B"`, reason), `a.toml: ack 2: "B": it has no end`},
		{"no such day", acked(`benchmark = "A"`, reason, "until = 2030-02-31"), `a.toml:4:17: `},
		{"a word", acked(`benchmark = "A"`, reason, `until = "soon"`), `a.toml:4:9: dates are expected to have the format YYYY-MM-DD`},
		{"a number", acked(`benchmark = "A"`, reason, "until = 1"), `a.toml:4:9: dates are expected to have the format YYYY-MM-DD`},
		{"a point in time", acked(`benchmark = "A"`, reason, "until = 2030-12-31T00:00:00Z"), `a.toml:4:9: ack.until is of type datetime (write a date, such as 2030-12-31)`},
		{"a table", acked(`benchmark = "A"`, reason, "[ack.until]", "Year = 2030"), `a.toml: ack 1: "A": there is no such day as 2030-00-00 (write until = 2030-12-31)`},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := gate.ReadAcks([]byte(test.text), "a.toml")
			if err == nil {
				t.Fatalf("ReadAcks = %+v, want an error", a)
			}
			if !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("ReadAcks says\n%s\nwant one line that begins with\n%s", err, test.want)
			}
		})
	}
	if a, err := gate.ReadAcks(nil, "a.toml"); err != nil || len(a) != 0 {
		t.Errorf("ReadAcks of nothing = %v, %v, want no entries", a, err)
	}
}

func TestAcknowledge(t *testing.T) {
	lastDay := time.Date(2030, 12, 31, 23, 59, 0, 0, time.UTC)
	outcomes := func() []gate.Outcome {
		return []gate.Outcome{
			{Of: gate.OfClaim, Name: "views are free", Unit: "allocs/op", Word: gate.Broken},
			{Of: gate.OfBaseline, Name: "Decode-8", Unit: "sec/op", Word: gate.Broken},
			{Of: gate.OfBaseline, Name: "Decode-8", Unit: "allocs/op", Word: gate.Broken},
			{Of: gate.OfBaseline, Name: "Encode/utf-8", Unit: "sec/op", Word: gate.Holds},
			{Of: gate.OfBaseline, Name: "Sort-8", Unit: "sec/op", Word: gate.Undecided},
			{Of: gate.OfBaseline, Name: "Gone-8", Unit: "", Word: gate.Undecided},
			{Of: gate.OfClaim, Name: "elsewhere", Unit: "ns/op", Word: gate.Skipped},
			{Of: gate.OfBaseline, Name: "Parse-8", Package: "x/json", Unit: "sec/op", Word: gate.Broken},
			{Of: gate.OfBaseline, Name: "Parse-8", Package: "x/xml", Unit: "sec/op", Word: gate.Broken},
		}
	}
	of := func(pkg string) string {
		return acked(`benchmark = "Parse"`, `package = "`+pkg+`"`, `reason = "known"`, "until = 2030-12-31")
	}
	ack := func(benchmark, unit string) string {
		return acked("benchmark = \""+benchmark+"\"", "unit = \""+unit+"\"", `reason = "known"`, "until = 2030-12-31")
	}
	for _, test := range []struct {
		name, acks string
		today      time.Time
		covered    string // of which outcomes, by number
		stale      []string
	}{
		{"by the name of a row", ack("Decode-8", ""), lastDay, "12", nil},
		{"by its name without a suffix", ack("Decode", ""), lastDay, "12", nil},
		{"by a unit", ack("Decode", "allocs/op"), lastDay, "2", nil},
		{"by a unit as the text has it", ack("Decode", "ns/op"), lastDay, "1", nil},
		{"by a unit as tables have it", ack("Decode", "sec/op"), lastDay, "1", nil},
		{"by the name of a claim", ack("views are free", ""), lastDay, "0", nil},
		{"two entries", ack("Decode", "sec/op") + ack("Decode", "allocs/op"), lastDay, "12", nil},
		{"another suffix", ack("Decode-4", ""), lastDay, "", []string{`a.toml: ack 1: "Decode-4" is not worse, or there is no such row or claim (take the entry out)`}},
		{"another unit", ack("Decode", "B/op"), lastDay, "", []string{`a.toml: ack 1: "Decode" is not worse`}},
		{"what holds", ack("Encode/utf-8", ""), lastDay, "", []string{`a.toml: ack 1: "Encode/utf-8" is not worse`}},
		{"what is undecided", ack("Sort", ""), lastDay, "", nil},
		{"what was not measured", ack("Gone", "B/op"), lastDay, "", nil},
		{"a claim about another machine", ack("elsewhere", ""), lastDay, "", nil},
		{"another unit of what is undecided", ack("Sort", "B/op"), lastDay, "", []string{`a.toml: ack 1: "Sort" is not worse`}},
		{"what is not there", ack("Lost\\n::error::x", ""), lastDay, "", []string{`a.toml: ack 1: "Lost\n::error::x" is not worse`}},
		{"twice", ack("Decode", "") + ack("Decode-8", "allocs/op"), lastDay, "12", []string{`a.toml: ack 2: "Decode-8" is acknowledged by an entry above (take one of them out)`}},
		{"a day late", ack("Decode", ""), lastDay.Add(time.Minute), "", []string{`a.toml: ack 1: "Decode" expired on 2030-12-31 (mend it, or give it another day and reason)`}},
		{"in one of two packages", of("x/xml"), lastDay, "8", nil},
		{"in both", of("x/xml") + of("x/json"), lastDay, "78", nil},
		{"in another package", of("x/yaml"), lastDay, "", []string{`a.toml: ack 1: "Parse" is not worse`}},
		{"in some package", ack("Parse", ""), lastDay, "7", []string{`a.toml: ack 1: "Parse" is worse in several packages, and an entry is about one (write package = "x/json")`}},
		{"two are stale", ack("A", "") + ack("B", ""), lastDay, "", []string{`a.toml: ack 1: "A"`, `a.toml: ack 2: "B"`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			acks, err := gate.ReadAcks([]byte(test.acks), "a.toml")
			if err != nil {
				t.Fatal(err)
			}
			before, after := outcomes(), outcomes()
			stale := gate.Acknowledge(after, acks, test.today, "a.toml")
			if len(stale) != len(test.stale) {
				t.Fatalf("stale: %v, want %q", stale, test.stale)
			}
			for i, err := range stale {
				if !strings.HasPrefix(err.Error(), test.stale[i]) || strings.Contains(err.Error(), "\n") {
					t.Errorf("stale: %v, want one line that begins with %s", err, test.stale[i])
				}
			}
			for i, o := range after {
				want := before[i]
				if strings.ContainsRune(test.covered, rune('0'+i)) {
					want.Word, want.Acknowledged = gate.Acknowledged, o.Acknowledged
				}
				covered := o.Acknowledged != nil && o.Acknowledged.Reason == "known" && o.Acknowledged.Until.String() == "2030-12-31"
				if !reflect.DeepEqual(o, want) || covered != (want.Word == gate.Acknowledged) {
					t.Errorf("outcome %d = %+v, want %+v", i, o, want)
				}
			}
		})
	}
}

// FuzzAcks: no text makes the reader panic; a refusal is one line that names the
// file, and what is accepted has a name, a reason and a day.
func FuzzAcks(f *testing.F) {
	f.Add("")
	f.Add(acked(`benchmark = "A"`, `unit = "ns/op"`, `reason = "known"`, "until = 2030-12-31"))
	f.Add(acked(`benchmark = "A"`, `reason = "known"`, "until = 0000-01-01"))
	f.Add(acked(`benchmark = "A"`, `reason = "known"`, "[ack.until]", "Year = 5"))
	f.Fuzz(func(t *testing.T, text string) {
		acks, err := gate.ReadAcks([]byte(text), "a.toml")
		if err != nil {
			refused(t, err, "a.toml:")
			return
		}
		for _, a := range acks {
			if a.Benchmark == "" || strings.TrimSpace(a.Reason) == "" || a.Until.Month < 1 || a.Until.Month > 12 || a.Until.Day < 1 || a.Until.Day > 31 {
				t.Errorf("accepted: %+v", a)
			}
		}
		for _, err := range gate.Acknowledge(nil, acks, time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC), "a.toml") {
			refused(t, err, "a.toml: ack ")
		}
	})
}
