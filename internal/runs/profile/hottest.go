package profile

import "github.com/bufbench/bufbench/internal/revisions/listing"

// listHottest lists the function of each arm with the most samples.
func (r *run) listHottest() {
	for i := range r.Profiles {
		p := &r.Profiles[i]
		for _, s := range r.Sampled {
			if s.Arm == p.Arm && len(s.Functions) > 0 {
				p.Hottest = listing.Of(s.Functions[0].Name, p.spots)
			}
		}
	}
}
