package page

import (
	"html/template"
	"strconv"
)

// pairs is the values of one change in the order in which they were measured.
type pairs struct {
	Name, Words string
	Drawing     template.HTML
}

const (
	maxPairs   = 24  // how many changes are drawn so
	maxSamples = 400 // and how many values of each
	pairsWidth = 300.
	pairsTall  = 90.
	pairsLeft  = 52.
)

// pairsOf draws the first changes. What is the same for sure is left out.
func pairsOf(all []change) (out []pairs) {
	for _, c := range all {
		if len(out) == maxPairs {
			return out
		}
		if len(c.samples[0]) == 0 || len(c.samples[1]) == 0 || c.Verdict == "same" || c.Verdict == "same code" {
			continue
		}
		words := c.Verdict + " " + c.Delta
		if c.Range != "" {
			words += " [" + c.Range + "]"
		}
		if n := max(len(c.samples[0]), len(c.samples[1])); n > maxSamples {
			words += ", the first " + strconv.Itoa(maxSamples) + " of " + strconv.Itoa(n)
		}
		out = append(out, pairs{Name: c.Name + " " + c.Unit, Words: words, Drawing: c.draw()})
	}
	return out
}

// draw draws the values of the base as squares, and those of now as circles. Where they are
// paired, a line joins each pair.
func (c change) draw() template.HTML {
	d := &svg{width: pairsWidth, height: pairsTall, title: c.Name + " " + c.Unit + " in the order of measurement"}
	var values []float64
	samples := [2][]float64{}
	longest := 1
	for i, all := range c.samples {
		samples[i] = all[:min(len(all), maxSamples)]
		values, longest = append(values, samples[i]...), max(longest, len(samples[i])-1)
	}
	y := ends(values)
	x := func(i int) float64 { return pairsLeft + (pairsWidth-pairsLeft-8)*float64(i)/float64(longest) }
	for _, v := range []float64{y.lo, y.hi} {
		d.line("grid", pairsLeft, y.at(v), pairsWidth, y.at(v))
		d.text("tick", "end", pairsLeft-4, y.at(v)+4, valueWords(v, c.Unit))
	}
	if c.paired {
		for i := range min(len(samples[0]), len(samples[1])) {
			d.line("whisker any", x(i), y.at(samples[0][i]), x(i), y.at(samples[1][i]))
		}
	}
	for i, class := range []string{"point a0", "point a2"} {
		for at, v := range samples[i] {
			d.dot(class, 1-i, x(at), y.at(v))
		}
	}
	return d.html()
}
