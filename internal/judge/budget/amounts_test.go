package budget_test

import (
	"testing"

	"github.com/bufbench/bufbench/internal/judge/budget"
)

// working is a benchmark that does so much per operation, and all of it has prices.
func working(name string, done budget.Amounts) budget.Benchmark {
	b := decoded(1)
	b.Name, b.Done = name, done
	b.Prices = budget.Prices{Call: []float64{40, 60}, Request: []float64{300, 400}, Byte: []float64{0.5, 1}, Fault: []float64{1000, 1500}}
	return b
}

// TestPricedAmounts: each count times its price is a row, from the cheapest to the dearest.
// Trifles, unknown counts and counts without a price have none.
func TestPricedAmounts(t *testing.T) {
	base := budget.OfBenchmark(working("base", budget.Amounts{Known: true, Calls: 2, Requests: 1, Bytes: 100, Faults: 0.001}))
	head := budget.OfBenchmark(working("head", budget.Amounts{Known: true, Calls: -1, Requests: 3, Bytes: 300, Faults: 0.5}))
	unpriced := working("base", budget.Amounts{Known: true, Calls: 2, Requests: 1})
	unpriced.Prices.Call = nil
	type row struct {
		row    budget.Row
		lo, hi float64
	}
	for _, test := range []struct {
		name  string
		parts []budget.Part
		want  []row
	}{
		{"base", base.Priced, []row{{budget.Calls, 80, 120}, {budget.System, 350, 500}}},
		{"head", head.Priced, []row{{budget.Faults, 500, 750}, {budget.System, 1050, 1500}}},
		{"change", budget.Change(base, head, [2][]float64{}).Priced, []row{{budget.Faults, 500, 750}, {budget.Calls, -120, -80}, {budget.System, 700, 1000}}},
		{"without a price", budget.OfBenchmark(unpriced).Priced, []row{{budget.System, 300, 400}}},
	} {
		if len(test.parts) != len(test.want) {
			t.Errorf("%s has the rows %+v, want %+v", test.name, test.parts, test.want)
			continue
		}
		for i, w := range test.want {
			if p := test.parts[i]; p.Row != w.row || p.Time.Lo != w.lo || p.Time.Hi != w.hi {
				t.Errorf("%s has the row %+v, want %+v", test.name, p, w)
			}
		}
	}
}

// TestAmountsDisagree: samples may see more of calls than their crossing, and nothing of
// page faults. They cannot see less of calls.
func TestAmountsDisagree(t *testing.T) {
	for _, test := range []struct {
		done budget.Amounts
		want []budget.Row
	}{
		{budget.Amounts{Known: true, Calls: 0.1, Requests: 0.01, Faults: 10}, nil}, // samples: 20 ns in C, 40 ns in system calls
		{budget.Amounts{Known: true, Calls: 10, Requests: 2}, []budget.Row{budget.Calls, budget.System}},
	} {
		var got []budget.Row
		for _, d := range budget.OfBenchmark(working("base", test.done)).Disagreements() {
			got = append(got, d.Row)
		}
		if len(got) != len(test.want) {
			t.Errorf("of %+v the sources disagree on %v, want %v", test.done, got, test.want)
		}
	}
}
