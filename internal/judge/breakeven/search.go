package breakeven

// Search says what is asked for. The zero value asks for the usual.
type Search struct {
	Precision  float64 // how far a crossing's interval may reach from its middle; 0 means 0.15, which is ±15 %
	Step       float64 // X is a multiple of it: 1 for passes, the size of an element for bytes; 0 means any X
	Confidence float64 // of each interval; 0, or what is no probability, means 0.95
	Margin     float64 // differences up to it are a tie; 0 means 0.01, which is 1 %
	Seed       uint64  // of the resampling: the same seed and points give the same answer
}

// orDefaults fills in what was left at 0 or makes no sense.
func (s Search) orDefaults() Search {
	if !(s.Precision > 0) {
		s.Precision = 0.15
	}
	if !(s.Step > 0) {
		s.Step = 0
	}
	if !(s.Confidence > 0 && s.Confidence < 1) {
		s.Confidence = 0.95
	}
	if !(s.Margin > 0) {
		s.Margin = 0.01
	}
	return s
}

// miss is the probability that one interval may miss with. An answer is looked
// at again whenever launches were added, and measuring ends at a look that
// pleases: each has half of what was asked for.
func (s Search) miss() float64 { return (1 - s.Confidence) / 2 }
