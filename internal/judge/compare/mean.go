package compare

import (
	"math"

	"github.com/aclements/go-moremath/stats"
)

// mean is the geometric mean of a column: of its centres, and of their ratios to the
// base. Note: it is the mean of ratios and not the ratio of means. They are equal if the
// rows are the same. If not, the mean of ratios at least compares no different
// benchmarks.
func mean(t Table, col int) Mean {
	var m Mean
	var centers, ratios []float64
	inBase, fromZero := 0, false
	for _, r := range t.Rows {
		base, c := r.Cells[0], r.Cells[col]
		if base != nil {
			inBase++
		}
		if c == nil {
			continue
		}
		centers = append(centers, c.Center)
		if col > 0 && base != nil {
			ratio := c.Center / base.Center
			if c.Center == base.Center {
				ratio = 1 // of two zeros too
			} else if base.Center == 0 {
				fromZero = true
			}
			ratios = append(ratios, ratio)
		}
	}
	if col > 0 && len(ratios) != inBase {
		m.Warnings = append(m.Warnings, Warning{Kind: OtherSet})
	}
	if m.Center = stats.GeoMean(centers); math.IsNaN(m.Center) {
		m.Center, m.Warnings = 0, append(m.Warnings, Warning{Kind: NoGeomean})
	}
	if col == 0 || fromZero {
		return m
	}
	if m.Ratio = stats.GeoMean(ratios); math.IsNaN(m.Ratio) {
		m.Ratio, m.Warnings = 0, append(m.Warnings, Warning{Kind: NoRatioMean})
	}
	return m
}
