package page

import (
	"html/template"

	"github.com/bufbench/bufbench/internal/report"
)

// flameChange is the flame graph of the difference of two arms: as wide as the second, and
// coloured by the change from the first.
type flameChange struct {
	ID       int
	Was, Now string
	Vanished string // the time of what vanished
	Without  template.HTML
	With     template.HTML // with what vanished; empty if nothing did
}

// flameChanges are those of the differences from the fastest arm.
func flameChanges(d report.BudgetsDocument) (all []flameChange) {
	arms := map[string]report.BudgetJSON{}
	for _, a := range d.Arms {
		arms[a.Arm] = a
	}
	for _, c := range d.Differences {
		was, known := sampledOf(arms[c.Arm])
		now, known2 := sampledOf(arms[c.Than])
		if known && known2 {
			all = append(all, flameChangeOf(len(all), was, now))
		}
	}
	return all
}

func flameChangeOf(id int, was, now sampled) flameChange {
	root := difference(was, now)
	f := flame{
		title: "time of an operation of " + now.arm + ", coloured by the change from " + was.arm, root: root,
		class: func(f *call) string { return f.changeClass(max(was.ns, now.ns)) },
		words: func(f *call) string { return f.changeWords(was, now) },
	}
	c := flameChange{ID: id, Was: was.arm, Now: now.arm, Without: f.draw()}
	if gone := root.gone(); gone > 0 {
		f.all, f.title = true, f.title+", with what vanished"
		c.Vanished, c.With = report.Duration(gone), f.draw()
	}
	return c
}

// A change is strong from this part of the time of an operation on, and weak below.
const strongChange = 0.1

// changeClass is the colour of a frame.
func (f *call) changeClass(whole float64) string {
	switch change := f.now.ns - f.was.ns; {
	case f.vanished():
		return "gone"
	case f.was.samples == 0:
		return "new"
	case f.chance():
		return "plain"
	case change > 0 && change > strongChange*whole:
		return "more strong"
	case change > 0:
		return "more"
	case -change > strongChange*whole:
		return "less strong"
	}
	return "less"
}

// changeWords name both sides of a frame.
func (f *call) changeWords(was, now sampled) string {
	words := f.name + ": "
	switch change := f.now.ns - f.was.ns; {
	case f.vanished():
		words += "vanished; " + was.arm + " " + f.was.words(was.ns)
	case f.was.samples == 0:
		words += "new; " + now.arm + " " + f.now.words(now.ns)
	default:
		words += now.arm + " " + f.now.words(now.ns) + "; " + was.arm + " " + f.was.words(was.ns) + "; " + signed(change)
	}
	if f.chance() {
		words += ", may be chance"
	}
	return words
}
