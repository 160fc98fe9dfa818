package gate_test

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/gate"
)

// ratio is a claim that the arm's time is at most a share of the copy's.
func ratio(benchmark, bound string) string {
	return claimed(`benchmark = "`+benchmark+`"`, `arm = "view"`, `versus = "copy"`, bound)
}

// pair is a case of a scenario: of view and copy, in lines that alternate.
func pair(head, rest string, view, copied []float64) string {
	text := head
	for i := range view {
		text += lines("SubSlice/access=view"+rest, "ns/op", view[i]) + lines("SubSlice/access=copy"+rest, "ns/op", copied[i])
	}
	return text
}

func TestJudge(t *testing.T) {
	const rest = "/size=4KiB/passes=1-2"
	plain := func(view, copied float64) string {
		return lines("Get/view-8", "ns/op", values(view, 12)...) + lines("Get/copy-8", "ns/op", values(copied, 12)...)
	}
	several := pair(fixed, rest, values(5, 10), values(10, 10)) + pair(fixed, "/size=1MiB/passes=1-2", values(9, 10), values(10, 10))
	for _, test := range []struct {
		name, claim, text string
		word              gate.Word
		said              string
	}{
		{"unpaired, below max", ratio("Get", "max = 0.8"), plain(5, 10), gate.Holds, "Get/view-8: 0.5 of copy's ns/op ["},
		{"unpaired, above max", ratio("Get", "max = 0.8"), plain(9, 10), gate.Broken, "Get/view-8: 0.9 of copy's ns/op ["},
		{"unpaired, at max", ratio("Get", "max = 0.8"), plain(8, 10), gate.Undecided, "Get/view-8: 0.8 of copy's ns/op ["},
		{"unpaired, above min", ratio("Get", "min = 1.2"), plain(15, 10), gate.Holds, "Get/view-8: 1.5 of copy's ns/op ["},
		{"unpaired, below min", ratio("Get", "min = 1.2"), plain(10, 10), gate.Broken, "Get/view-8: 1 of copy's ns/op ["},
		{"unpaired, one line each", ratio("Get", "max = 0.8"), lines("Get/view-8", "ns/op", 20) + lines("Get/copy-8", "ns/op", 10), gate.Undecided, "n=1 gives no interval"},
		{"unpaired, numbers differ", ratio("Get", "max = 0.8"), lines("Get/view-8", "ns/op", values(9, 9)...) + lines("Get/copy-8", "ns/op", values(10, 12)...), gate.Broken, "n=9"},
		{"paired, below max", ratio("SubSlice", "max = 0.8"), pair(fixed, rest, values(5, 10), values(10, 10)), gate.Holds, ": 0.5 of copy's ns/op [0.5, 0.5], n=10"},
		{"paired, above max", ratio("SubSlice", "max = 0.4"), pair(fixed, rest, values(5, 10), values(10, 10)), gate.Broken, ": 0.5 of copy's ns/op [0.5, 0.5], n=10"},
		// Times that wander by a factor of nine, and their ratio not at all.
		{"paired while the machine drifts", ratio("SubSlice", "max = 0.45"), pair(fixed, rest, []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}, []float64{2, 4, 6, 8, 10, 12, 14, 16, 18}), gate.Broken, ": 0.5 of copy's"},
		{"the same without pairs", ratio("SubSlice", "max = 0.45"), pair("", rest, []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}, []float64{2, 4, 6, 8, 10, 12, 14, 16, 18}), gate.Undecided, ": 0.5 of copy's"},
		{"paired, five launches", ratio("SubSlice", "max = 0.4"), pair(fixed, rest, values(5, 5), values(10, 5)), gate.Undecided, "n=5 gives no interval"},
		{"sequential, below max", ratio("SubSlice", "max = 0.8"), pair(sequential, rest, values(5, 20), values(10, 20)), gate.Holds, ": 0.5 of copy's ns/op ["},
		{"sequential, above max", ratio("SubSlice", "max = 0.4"), pair(sequential, rest, values(5, 20), values(10, 20)), gate.Broken, ": 0.5 of copy's ns/op ["},
		// Ten launches suffice if their number was fixed, and not if one looked after each.
		{"sequential, ten launches", ratio("SubSlice", "max = 0.4"), pair(sequential, rest, values(5, 10), values(10, 10)), gate.Undecided, "n=10"},
		{"two runs are no pairs", ratio("SubSlice", "max = 0.45"), pair(fixed, rest, []float64{1, 2, 3, 4, 5}, []float64{2, 4, 6, 8, 10}) + pair(fixed, rest, []float64{6, 7, 8, 9}, []float64{12, 14, 16, 18}), gate.Undecided, ": 0.5 of copy's"},

		{"several sizes, told by the worst", ratio("SubSlice", "max = 0.8"), several, gate.Broken, "SubSlice/access=view/size=1MiB/passes=1-2: 0.9 of copy's"},
		{"several sizes, one of them named", ratio("SubSlice/size=4KiB", "max = 0.8"), several, gate.Holds, "SubSlice/access=view/size=4KiB/passes=1-2: 0.5 of"},
		{"a size in another form", ratio("SubSlice/size=1024K", "max = 0.8"), several, gate.Broken, "size=1MiB"},
		{"several sizes, any name", ratio("*/size=1MiB", "max = 0.8"), several, gate.Broken, "size=1MiB"},

		{"allocations, one line", claimed(`benchmark = "Get"`, `unit = "allocs/op"`, "max = 0"), lines("Get-8", "allocs/op", 0), gate.Holds, "Get-8: 0 allocs/op, in all 1"},
		{"an allocation too many, one line", claimed(`benchmark = "Get"`, `unit = "allocs/op"`, "max = 0"), lines("Get-8", "allocs/op", 1), gate.Broken, "Get-8: 1 allocs/op, in all 1"},
		{"allocations, at least", claimed(`benchmark = "Get"`, `unit = "allocs/op"`, "min = 2"), lines("Get-8", "allocs/op", 1, 1), gate.Broken, "Get-8: 1 allocs/op, in all 2"},
		{"a part of a fault, one line", claimed(`benchmark = "Get"`, `unit = "minflt/op"`, "max = 0"), lines("Get-8", "minflt/op", 0.01), gate.Undecided, "n=1 gives no interval"},
		{"a part of a fault that does not vary", claimed(`benchmark = "Get"`, `unit = "minflt/op"`, "max = 0"), lines("Get-8", "minflt/op", 0.5, 0.5), gate.Broken, "Get-8: 0.5 minflt/op, in all 2"},
		{"allocations that vary", claimed(`benchmark = "Get"`, `unit = "allocs/op"`, "max = 0"), lines("Get-8", "allocs/op", 0, 0, 0, 0, 0, 0, 0, 1), gate.Undecided, "n=8"},
		{"allocations, ratio", claimed(`benchmark = "Get"`, `arm = "view"`, `versus = "copy"`, `unit = "allocs/op"`, "max = 0.5"), lines("Get/view-8", "allocs/op", 1) + lines("Get/copy-8", "allocs/op", 4), gate.Holds, ": 0.25 of copy's allocs/op, in all 1"},
		{"allocations, of none", claimed(`benchmark = "Get"`, `arm = "view"`, `versus = "copy"`, `unit = "allocs/op"`, "max = 2"), lines("Get/view-8", "allocs/op", 1) + lines("Get/copy-8", "allocs/op", 0), gate.Broken, ": +Inf of copy's"},
		{"allocations, none of none", claimed(`benchmark = "Get"`, `arm = "view"`, `versus = "copy"`, `unit = "allocs/op"`, "max = 1"), lines("Get/view-8", "allocs/op", 0) + lines("Get/copy-8", "allocs/op", 0), gate.Holds, ": 1 of copy's"},
		{"time on the machine, below", claimed(`benchmark = "Get"`, `machine = "here"`, "max = 12"), lines("Get-8", "ns/op", values(10, 10)...), gate.Holds, "Get-8: 10 ns/op ["},
		{"time on the machine, above", claimed(`benchmark = "Get"`, `machine = "here"`, "max = 9"), lines("Get-8", "ns/op", values(10, 10)...), gate.Broken, "Get-8: 10 ns/op ["},
		{"time on the machine, five lines", claimed(`benchmark = "Get"`, `machine = "here"`, "max = 9"), lines("Get-8", "ns/op", values(10, 5)...), gate.Undecided, "n=5 gives no interval"},
		{"throughput, as the text has it", claimed(`benchmark = "Get"`, `unit = "MB/s"`, `machine = "here"`, "min = 100"), lines("Get-8", "MB/s", values(90, 10)...), gate.Broken, "MB/s ["},
		{"another machine", claimed(`benchmark = "Get"`, `machine = "there"`, "max = 9"), "", gate.Skipped, "about there, not here"},
		{"another machine, and a break-even", claimed(`benchmark = "Get"`, `arm = "view"`, `versus = "copy"`, `machine = "there"`, `breakeven = "4KiB"`), "", gate.Skipped, "about there, not here"},
		{"a value that is zero has no ratio", ratio("Get", "max = 0.8"), lines("Get/view-8", "ns/op", 0, 1, 1, 1, 1, 1, 1) + lines("Get/copy-8", "ns/op", values(10, 7)...), gate.Undecided, "NaN of copy's"},

		{"arm in full", claimed(`benchmark = "Sort"`, `arm = "impl=fast"`, `versus = "impl=slow"`, "max = 0.8"), lines("Sort/impl=fast-8", "ns/op", values(5, 10)...) + lines("Sort/impl=slow-8", "ns/op", values(10, 10)...), gate.Holds, "Sort/impl=fast-8: 0.5 of impl=slow's"},
		{"arm as access=", claimed(`benchmark = "SubSlice"`, `arm = "access=view"`, `versus = "access=copy"`, "max = 0.8"), pair(fixed, rest, values(5, 10), values(10, 10)), gate.Holds, ": 0.5 of"},
		{"one processor", ratio("Get", "max = 0.8"), strings.ReplaceAll(plain(5, 10), "-8", ""), gate.Holds, "Get/view: 0.5 of"},
		{"one processor, a part that ends in a number", claimed(`benchmark = "Put"`, `arm = "utf-8"`, `versus = "utf-16"`, "max = 0.8"), lines("Put/utf-8", "ns/op", values(5, 10)...) + lines("Put/utf-16", "ns/op", values(10, 10)...), gate.Holds, "Put/utf-8: 0.5 of utf-16's"},
		{"such a part named", claimed(`benchmark = "Put/utf-8"`, `unit = "allocs/op"`, "max = 0"), lines("Put/utf-8", "allocs/op", 0), gate.Holds, "Put/utf-8: 0"},
		{"rivals of other processors are none", ratio("Get", "max = 0.8"), plain(5, 10) + strings.ReplaceAll(plain(50, 100), "-8", "-4"), gate.Holds, "Get/view-4: 0.5 of"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var series []*gate.Series
			if test.text != "" {
				series = records(t, test.text)
			}
			got, err := gate.Judge(claims(t, test.claim), series, 0.05, "here")
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != 1 || got[0].Word != test.word || !strings.Contains(said(got[0]), test.said) || got[0].Of != gate.OfClaim {
				t.Errorf("Judge = %+v, want %s, with %q", got, test.word, test.said)
			}
		})
	}
}

func TestJudgeRefuses(t *testing.T) {
	text := lines("Get/view-8", "ns/op", 1) + lines("E\x1b]31mvil/view-8", "ns/op", 1) + lines("Put/view-8", "ns/op", 1) + lines("Put/copy-8", "B/op", 1)
	for _, test := range []struct{ name, claim, want string }{
		{"no such benchmark", ratio("Set", "max = 1"), `claim "Set view: ns/op at most 1 of copy": no result is of "Set" with "access=view" (give results`},
		{"no such part", ratio("Get/size=1", "max = 1"), `no result is of "Get/size=1" with "access=view"`},
		{"no such arm", claimed(`benchmark = "Get"`, `arm = "reuse"`, `versus = "copy"`, "max = 1"), `no result is of "Get" with "access=reuse"`},
		{"no rival", ratio("Get", "max = 1"), `"Get/view-8" has no rival "copy" (it is not in the results)`},
		{"no rival of what gives orders to a terminal", ratio("E\\u001b]31mvil", "max = 1"), `"E\x1b]31mvil/view-8" has no rival "copy"`},
		{"no such unit", claimed(`benchmark = "Get"`, `unit = "allocs/op"`, "max = 1"), `"Get/view-8" has no "allocs/op" (its units: "ns/op")`},
		{"the rival has no such unit", ratio("Put", "max = 1"), `"Put/copy-8" has no "ns/op" (its units: "B/op")`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := gate.Judge(claims(t, test.claim), records(t, text), 0.05, "here")
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Judge = %+v, %v, want the error %s", got, err, test.want)
			}
		})
	}
}

// TestJudgeClock: without a unit, a claim is about the clock that counts for its
// case.
func TestJudgeClock(t *testing.T) {
	text := byCPU
	for range 10 {
		text += "BenchmarkA/access=view/size=4KiB/passes=1-2 100 99 ns/op 5 cpu-ns/op\n" +
			"BenchmarkA/access=copy/size=4KiB/passes=1-2 100 10 ns/op 10 cpu-ns/op\n"
	}
	got, err := gate.Judge(claims(t, ratio("A", "max = 0.6")), records(t, text), 0.05, "")
	if err != nil || got[0].Word != gate.Holds || !strings.Contains(said(got[0]), "0.5 of copy's cpu-ns/op") {
		t.Errorf("Judge = %+v, %v, want 0.5 of cpu-ns/op to hold", got, err)
	}
}

// TestJudgeCorrects: ten launches that agree have p = 2/1024, which is below
// 5 % for one claim and for twenty-five, and not for twenty-six (Holm).
func TestJudgeCorrects(t *testing.T) {
	for _, test := range []struct {
		claims int
		want   gate.Word
	}{{1, gate.Broken}, {25, gate.Broken}, {26, gate.Undecided}} {
		text, toml := "", "schema = 1\n"
		for i := range test.claims {
			name := "S" + string(rune('a'+i))
			text += strings.ReplaceAll(pair(fixed, "/size=4KiB/passes=1-2", values(9, 10), values(10, 10)), "SubSlice", name)
			toml += strings.TrimPrefix(ratio(name, "max = 0.8"), "schema = 1\n")
		}
		got, err := gate.Judge(claims(t, toml), records(t, text), 0.05, "")
		if err != nil {
			t.Fatal(err)
		}
		if n := gate.Counts(got); n[test.want] != test.claims {
			t.Errorf("%d claims: %v, want all of them %s", test.claims, n, test.want)
		}
	}
}

// TestJudgeConfigurations: rivals are those of the same configuration.
func TestJudgeConfigurations(t *testing.T) {
	text := "# bufbench: x\npython: 3.11\n" + lines("Get/view-8", "ns/op", values(5, 10)...) + lines("Get/copy-8", "ns/op", values(10, 10)...) +
		"python: 3.12\n" + lines("Get/view-8", "ns/op", values(50, 10)...) + lines("Get/copy-8", "ns/op", values(100, 10)...)
	got, err := gate.Judge(claims(t, ratio("Get", "max = 0.8")), records(t, text), 0.05, "")
	if err != nil || got[0].Word != gate.Holds || strings.Count(said(got[0]), ": 0.5 of copy's") != 2 {
		t.Errorf("Judge = %+v, %v, want the ratio 0.5 in each configuration", got, err)
	}
}

// TestJudgeSaysThree: of many cases that are told, three are shown.
func TestJudgeSaysThree(t *testing.T) {
	text := ""
	for _, size := range []string{"a", "b", "c", "d", "e"} {
		text += lines("Get/"+size+"-8", "allocs/op", 3)
	}
	got, err := gate.Judge(claims(t, claimed(`benchmark = "Get"`, `unit = "allocs/op"`, "max = 0")), records(t, text), 0.05, "")
	const want = "Get/a-8: 3 allocs/op, in all 1; Get/b-8: 3 allocs/op, in all 1; Get/c-8: 3 allocs/op, in all 1; 2 more"
	if err != nil || said(got[0]) != want {
		t.Errorf("Judge = %+v, %v, want %q", got, err, want)
	}
}
