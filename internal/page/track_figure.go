package page

import (
	"html/template"
	"slices"

	"github.com/bufbench/bufbench/internal/report"
)

// trackFigure is the chart of one series.
type trackFigure struct {
	Anchor, Name, Env, Now string
	Chart                  template.HTML
}

// The places of a chart.
const (
	trackWidth, trackHeight          = 560.0, 130.0
	trackLeft, trackTop, trackBottom = 64.0, 10.0, 20.0
	trackColumns                     = 160 // at most so many medians are drawn
)

// trackFigures draws all series: those that changed stand first.
func trackFigures(d report.TrackDocument) (all []trackFigure) {
	changes := map[int][]report.TrackChange{}
	for _, g := range d.Groups {
		for _, c := range g.Changes {
			changes[c.Series] = append(changes[c.Series], c)
		}
	}
	var order []int
	for i := range d.Series {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int) int { return min(len(changes[b]), 1) - min(len(changes[a]), 1) })
	for _, i := range order {
		s := d.Series[i]
		all = append(all, trackFigure{
			Anchor: anchor(i), Name: s.Name + " " + s.Unit, Env: s.Env,
			Now: report.Value(s.Points[len(s.Points)-1].Center, s.Unit), Chart: seriesChart(d, s, changes[i]),
		})
	}
	return all
}

// linear maps values to heights.
type linear struct{ lo, hi float64 }

func (l *linear) cover(x float64) { l.lo, l.hi = min(l.lo, x), max(l.hi, x) }

func (l linear) at(x float64) float64 {
	const inner = trackHeight - trackTop - trackBottom
	if l.hi <= l.lo {
		return trackTop + inner/2
	}
	return trackTop + inner*(l.hi-x)/(l.hi-l.lo)
}

// xOf is the place of a commit.
func xOf(at, commits int) float64 {
	if commits < 2 {
		return trackLeft
	}
	return trackLeft + (trackWidth-trackLeft-10)*float64(at)/float64(commits-1)
}

// seriesChart draws the medians of a series, the range of their values, and its changes.
func seriesChart(d report.TrackDocument, s report.TrackSeries, changes []report.TrackChange) template.HTML {
	c := &svg{width: trackWidth, height: trackHeight, title: s.Name + " " + s.Unit + " over commits"}
	points := thinned(s.Points, len(d.Commits))
	y := linear{points[0].Low, points[0].High}
	for _, p := range points {
		y.cover(p.Low)
		y.cover(p.High)
	}
	frame(c, y, s.Unit, d.Commits)
	n := len(d.Commits)
	for _, change := range changes {
		from := xOf(max(change.After, 0), n)
		c.path("band breakeven", [][2]float64{{from, trackTop}, {xOf(change.UpTo, n), trackTop}, {xOf(change.UpTo, n), trackHeight - trackBottom}, {from, trackHeight - trackBottom}}, true)
		c.line("breakeven", xOf(change.Commit, n), trackTop, xOf(change.Commit, n), trackHeight-trackBottom)
	}
	var curve, band, back [][2]float64
	for _, p := range points {
		x := xOf(p.Commit, n)
		curve, band, back = append(curve, [2]float64{x, y.at(p.Center)}), append(band, [2]float64{x, y.at(p.High)}), append(back, [2]float64{x, y.at(p.Low)})
	}
	slices.Reverse(back)
	c.path("band a2", append(band, back...), true)
	c.path("curve a2", curve, false)
	for _, change := range changes {
		view := changeView(d, change)
		class := map[string]string{"worse": "a4", "better": "a3"}[change.Verdict]
		if class == "" || change.Acknowledged != "" {
			class = "hollow"
		}
		c.mark("point "+class, 0, xOf(change.Commit, n), y.at(change.Now), view.Verdict+" "+view.Delta+" at "+d.Commits[change.Commit].Short+" "+view.Remark)
	}
	return c.html()
}

// frame draws the ends of both axes.
func frame(c *svg, y linear, unit string, commits []report.TrackCommit) {
	c.line("grid", trackLeft, y.at(y.hi), trackWidth-10, y.at(y.hi))
	c.text("tick", "end", trackLeft-6, y.at(y.hi)+4, report.Value(y.hi, unit))
	if y.hi > y.lo {
		c.line("grid", trackLeft, y.at(y.lo), trackWidth-10, y.at(y.lo))
		c.text("tick", "end", trackLeft-6, y.at(y.lo)+4, report.Value(y.lo, unit))
	}
	c.text("tick", "start", trackLeft, trackHeight-4, commits[0].Short)
	c.text("tick", "end", trackWidth-10, trackHeight-4, commits[len(commits)-1].Short)
}

// thinned are points that a chart can show: of many commits the median of each column,
// with the range of all values.
func thinned(points []report.TrackPoint, commits int) []report.TrackPoint {
	if len(points) <= trackColumns {
		return points
	}
	var few []report.TrackPoint
	var centers []float64
	at := -1
	for _, p := range points {
		column := p.Commit * trackColumns / commits
		if column != at {
			few, centers, at = append(few, p), nil, column
		}
		last := &few[len(few)-1]
		centers = append(centers, p.Center)
		last.Center, last.Low, last.High = report.Center(centers), min(last.Low, p.Low), max(last.High, p.High)
	}
	return few
}

// indexFigures draws the indexes by ratios of commits, with their growing intervals.
func indexFigures(d report.TrackDocument) (all []trackFigure) {
	for _, index := range d.Indexes {
		var points []report.TrackPoint
		for _, l := range index.Links {
			points = append(points, report.TrackPoint{Commit: l.Commit, Center: 100 * l.Index, Low: 100 * l.Low, High: 100 * l.High})
		}
		s := report.TrackSeries{Name: index.Name, Unit: "%", Points: points}
		last := points[len(points)-1]
		all = append(all, trackFigure{
			Name: index.Name + " " + index.Unit + " to the first commit", Chart: seriesChart(d, s, nil),
			Now: deltaWords(last.Center/100) + " [" + deltaWords(last.Low/100) + " to " + deltaWords(last.High/100) + "]",
		})
	}
	return all
}

// machineFigures draws how fast machines were, with their intervals.
func machineFigures(d report.TrackDocument) (all []trackFigure) {
	for _, m := range d.Machines {
		s := report.TrackSeries{Name: "times of the works of the machine", Unit: "%"}
		for _, move := range m.Moves {
			if move.Works == nil || move.Works.Low == nil || move.Works.High == nil {
				continue
			}
			s.Points = append(s.Points, report.TrackPoint{Commit: move.Commit, Center: 100 * move.Works.Center, Low: 100 * *move.Works.Low, High: 100 * *move.Works.High})
		}
		if len(s.Points) == 0 {
			continue
		}
		last := s.Points[len(s.Points)-1]
		all = append(all, trackFigure{Name: s.Name, Env: m.Env, Now: deltaWords(last.Center / 100), Chart: seriesChart(d, s, nil)})
	}
	return all
}
