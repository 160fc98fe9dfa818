package page

import (
	"html/template"
	"strconv"

	"github.com/bufbench/bufbench/internal/report"
)

const (
	launchRow, launchTop    = 34., 8.
	launchLeft, launchRight = 110., 110.
	launchWidth             = 450.
)

// launches draws the time of every launch of one case in the order of the run: a row per
// arm, each with its own scale.
func launches(c report.CaseJSON, arms []string) template.HTML {
	var some []*report.ArmJSON
	longest := 0
	for _, name := range arms {
		if a := armOf(c, name); a != nil && len(a.Launches) > 1 {
			some, longest = append(some, a), max(longest, len(a.Launches))
		}
	}
	if len(some) == 0 {
		return ""
	}
	d := &svg{width: launchWidth, height: 2*launchTop + launchRow*float64(len(some)), title: "launches in their order, " + c.Case().String()}
	for i, a := range some {
		d.launchesOf(a, i, launchTop+launchRow*float64(i), float64(longest-1))
	}
	return d.html()
}

// launchesOf draws the row of one arm. Its dots are one path, so that a page stays small.
func (s *svg) launchesOf(a *report.ArmJSON, style int, top, last float64) {
	y := around(a.Launches, top+launchRow-6, top+4)
	s.text("name "+armClass(a.Name, style), "end", launchLeft-8, top+launchRow/2+4, a.Name)
	low, high := a.Launches[0], a.Launches[0]
	var dots [][2]float64
	for i, ns := range a.Launches {
		low, high = min(low, ns), max(high, ns)
		dots = append(dots, [2]float64{launchLeft + (launchWidth-launchLeft-launchRight)*float64(i)/last, y.at(ns)})
	}
	s.dots("dots "+armClass(a.Name, style), dots)
	s.text("tick", "start", launchWidth-launchRight+8, top+launchRow/2, strconv.Itoa(len(a.Launches))+" launches")
	s.text("tick", "start", launchWidth-launchRight+8, top+launchRow/2+12, report.Duration(low)+" to "+report.Duration(high))
	s.line("grid", launchLeft, top+launchRow, launchWidth-launchRight, top+launchRow)
}
