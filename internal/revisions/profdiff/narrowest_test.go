package profdiff

import "testing"

func TestNarrowest(t *testing.T) {
	measure := func(base, head float64) Measure {
		return Measure{Base: Amount{PerOp: base}, Head: Amount{PerOp: head}}
	}
	d := Difference{Total: measure(1000, 1400), Functions: []Function{
		{Name: "runtime.mallocgc", Cum: measure(100, 450)},
		{Name: "own.setValue", Cum: measure(0, 390)},
		{Name: "own.serve", Cum: measure(900, 1300)},
		{Name: "own.BenchmarkServe", Cum: measure(990, 1390)},
		{Name: "own.other", Cum: measure(10, 20)},
	}}
	if f, ok := d.Narrowest(); !ok || f.Name != "own.setValue" {
		t.Errorf("the function to look at is %+v, want own.setValue", f)
	}
	d.Functions[1].Cum.Chance = true
	if f, ok := d.Narrowest(); !ok || f.Name != "own.serve" {
		t.Errorf("the function to look at is %+v, want own.serve", f)
	}
	d.Total.Chance = true
	if f, ok := d.Narrowest(); ok {
		t.Errorf("by chance the function to look at is %+v, want none", f)
	}
	if f, ok := (Difference{}).Narrowest(); ok {
		t.Errorf("of nothing the function to look at is %+v", f)
	}
}
