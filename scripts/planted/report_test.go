package main

import (
	"context"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/judge/interval"
)

func arm(name string, ns float64, parts ...budget.Part) budget.Budget {
	return budget.Budget{Arm: name, Time: interval.Estimate{Center: ns, N: 6}, Parts: parts}
}

func part(row budget.Row, ns float64) budget.Part {
	return budget.Part{Row: row, Time: interval.Estimate{Center: ns, N: 6}}
}

// TestFindings: the truth is the measured difference from the plain arm, and the budget
// must say which rows make it up; the collector belongs to the allocation.
func TestFindings(t *testing.T) {
	reads := part(budget.Reading, 100)
	b := budget.Book{Launches: 6, Budgets: []budget.Budget{
		arm("plain", 110, reads),
		arm("alloc-alone", 310, reads, part(budget.Allocation, 150), part(budget.Collection, 40)),
		arm("move-alone", 210, reads, part(budget.Moving, 50)),
		arm("alloc-move", 410, reads, part(budget.Allocation, 210), part(budget.Moving, 99)),
		arm("alloc-system", 310, reads, part(budget.Allocation, 190)),
		arm("move-system", 310, part(budget.Reading, 180), part(budget.Moving, 100), part(budget.System, 100)),
	}}
	var out strings.Builder
	if err := printFindings(&out, b, 0.15); err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(out.String()), " ")
	for _, want := range []string{
		"alloc-alone 200ns 190ns 5 % allocation 190ns move-alone",
		"move-alone 100ns 50.0ns 50 % moving bytes 50.0ns, NOT FOUND",
		"alloc-move 300ns 309ns 3 % allocation 210ns, moving bytes 99.0ns alloc-system",
		"NOT FOUND move-system",              // the system call is not seen
		"system calls 100ns, NOT FOUND 2 of", // something that was not planted is seen
		"2 of 5 found within 15 % (6 launches)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report lacks %q:\n%s", want, &out)
		}
	}
	if err := printFindings(&out, budget.Book{}, 0.15); err == nil {
		t.Error("nothing was measured, and there is no error")
	}
}

// TestPlanted: each cost stands alone, and with every other one.
func TestPlanted(t *testing.T) {
	n := len(costs())
	if got, want := len(planted().Arms), 1+n+n*(n-1)/2; got != want {
		t.Errorf("%d arms of %d costs, want %d", got, n, want)
	}
}

func TestUsage(t *testing.T) {
	var out, talk strings.Builder
	if code := run(context.Background(), []string{"-count", "many"}, &out, &talk); code != exitUsage || out.Len() > 0 {
		t.Errorf("run = %d after %q, want %d", code, &out, exitUsage)
	}
	if code := run(context.Background(), []string{"-count", "-1"}, &out, &talk); code != exitFailed || !strings.Contains(talk.String(), "a number of launches") {
		t.Errorf("run = %d, saying %q", code, &talk)
	}
}
