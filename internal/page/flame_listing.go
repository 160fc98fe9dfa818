package page

import (
	"fmt"

	"github.com/bufbench/bufbench/internal/report"
)

// hottestView is the hottest function of an arm.
type hottestView struct {
	Summary  string
	Listings []listingView
	Lacks    []string
}

// listingView is its source or its code.
type listingView struct {
	Name string
	Rows []listingRow
}

type listingRow struct {
	Share, Place, Text string
	Hot                bool // it has a tenth of the samples
}

// hottestOf is that of an arm with so many samples; nil without any.
func hottestOf(arm string, h *report.HottestJSON, samples int64) *hottestView {
	if h == nil {
		return nil
	}
	v := &hottestView{Summary: fmt.Sprintf("Hottest function of %s: %s", arm, h.Function), Lacks: h.Lacks}
	if samples > 0 {
		v.Summary += fmt.Sprintf(", %d of %d samples", h.Samples, samples)
	}
	for _, one := range []struct {
		name, place string
		report.ListingJSON
	}{{"source ", "%d", h.Source}, {"code of ", "+%#x", h.Code}} {
		if len(one.Rows) > 0 {
			v.Listings = append(v.Listings, listingOf(one.name, one.place, one.ListingJSON, h.Samples))
		}
	}
	return v
}

func listingOf(what, place string, l report.ListingJSON, all int64) listingView {
	const hot = 0.1
	v := listingView{Name: what + l.Name}
	if l.Rest > 0 {
		v.Name += " (elsewhere: " + percent(l.Rest, all) + ")"
	}
	for _, r := range l.Rows {
		v.Rows = append(v.Rows, listingRow{percent(r.Samples, all), fmt.Sprintf(place, r.At), r.Text, float64(r.Samples) >= hot*float64(all)})
	}
	return v
}

// percent is a share; empty if there is none.
func percent(n, all int64) string {
	if n == 0 || all == 0 {
		return ""
	}
	return fmt.Sprintf("%.0f %%", 100*float64(n)/float64(all))
}
