package report

// Page is how a run is to be printed.
type Page struct {
	Rate    float64 // operations per second, for what arms take of the machine; 0 leaves that out
	Full    bool    // the text has every table of every scenario, and all claims
	Verbose bool    // likewise, and every figure
}

// Setup is what a run was measured with, as far as it is known.
type Setup struct {
	Reader string // the code that reads the bytes
	Build  string // the program: its version, and how it was built
}
