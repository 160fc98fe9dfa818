package compare

// Warning is what makes a figure doubtful.
type Warning struct {
	Kind WarningKind
	Err  error    // of [Unsummarized]: benchstat's own
	Keys []string // of [Varied]
	Need int      // of [FewSamples]: how many samples a difference takes at the level Alpha, and if Over is set, more than those
	Over bool
	R    float64 // of [Neighbors]: the autocorrelation
}

// WarningKind is the kind of a [Warning].
type WarningKind int

// The kinds.
const (
	Unsummarized WarningKind = iota // benchstat warns of the summary
	Varied                          // benchmarks differ in keys that are not compared
	AllEqual                        // all values are equal
	FewSamples                      // a test of so few samples cannot find a difference
	Drifting                        // the values drift in the order in which they were measured
	Neighbors                       // neighbouring values are alike
	OtherSet                        // the column has other benchmarks than the base
	NoGeomean                       // there is no geometric mean, as a value is not above 0
	NoRatioMean                     // likewise of ratios
)
