package page

import (
	"html/template"
	"math"
	"slices"
)

// maxStrip is how many changes are drawn; the table has all.
const maxStrip = 60

// changeStrip draws changes with their intervals on one logarithmic axis.
func changeStrip(all []change) template.HTML {
	var some []change
	var values []float64
	for _, c := range all {
		if c.ratio != nil && c.ratio.Center > 0 && len(some) < maxStrip {
			some, values = append(some, c), append(values, c.ratio.Center)
		}
	}
	if len(some) == 0 {
		return ""
	}
	d := &svg{width: stripWidth, height: stripTop + stripRow*float64(len(some)) + 10, title: "changes against the base, with intervals"}
	x := around(append(values, 0.9, 1.1), 330, stripWidth-110)
	for _, v := range changeTicks(x) {
		d.line("grid", x.at(v), stripTop-8, x.at(v), d.height-10)
		d.text("tick", "middle", x.at(v), stripTop-12, deltaWords(v))
	}
	d.line("unity", x.at(1), stripTop-8, x.at(1), d.height-10)
	for i, c := range some {
		y := stripTop + stripRow*(float64(i)+0.5)
		class := map[string]string{"worse": "a4", "better": "a3", "undecided": "grey"}[c.Verdict]
		if class == "" {
			class = "hollow"
		}
		d.text("name", "end", 320, y+4, short(c.Name+" "+c.Unit))
		d.text("tick", "start", stripWidth-100, y+4, c.Verdict)
		if c.ratio.Lo != nil && c.ratio.Hi != nil && *c.ratio.Lo > 0 {
			d.line("whisker any", x.at(*c.ratio.Lo), y, x.at(*c.ratio.Hi), y)
		}
		d.mark("point "+class, 0, x.at(c.ratio.Center), y, c.Name+" "+c.Unit+": "+c.Delta+" ["+c.Range+"], "+c.Verdict)
	}
	return d.html()
}

// changeTicks are round changes whose words have room beside each other, the smallest ones
// of all first.
func changeTicks(x scale) (all []float64) {
	const room = 52.
	for _, v := range []float64{1, 0.95, 1.05, 0.9, 1.1, 0.8, 1.25, 0.5, 2, 0.25, 4, 0.1, 10} {
		beside := func(other float64) bool { return math.Abs(x.at(other)-x.at(v)) < room }
		if v >= x.lo && v <= x.hi && !slices.ContainsFunc(all, beside) {
			all = append(all, v)
		}
	}
	return all
}

// short is a name that fits beside a drawing.
func short(name string) string {
	const most = 48
	letters := []rune(name)
	if len(letters) <= most {
		return name
	}
	return "…" + string(letters[len(letters)-most+1:])
}
