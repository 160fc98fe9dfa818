package report

import (
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// bystanders says how late a goroutine beside the operations wakes up, for each case of
// several goroutines; empty if there is none.
func bystanders(s Scenario) string {
	var parts []string
	for _, c := range s.Cases {
		least, most := lateArms(c)
		if least == nil {
			continue
		}
		late := func(a *verdict.Arm) string {
			return fmt.Sprintf("%s beside %s", Duration(a.Values[loop.BystanderUnit].Center), a.Name)
		}
		text := late(least)
		if most != least {
			text += " and " + late(most)
		}
		parts = append(parts, text+" ("+place(c.Case)+")")
	}
	if len(parts) == 0 {
		return ""
	}
	return "another goroutine wakes up late by " + strings.Join(parts, "; by ")
}

// lateArms are the arms beside which the bystander wakes up least late and most; nil
// without a bystander.
func lateArms(c verdict.Comparison) (least, most *verdict.Arm) {
	late := func(a *verdict.Arm) float64 { return a.Values[loop.BystanderUnit].Center }
	for i := range c.Arms {
		a := &c.Arms[i]
		if a.Values[loop.BystanderUnit].N == 0 {
			continue
		}
		if least == nil || late(a) < late(least) {
			least = a
		}
		if most == nil || late(a) > late(most) {
			most = a
		}
	}
	return least, most
}
