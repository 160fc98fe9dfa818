package result

import "golang.org/x/perf/benchfmt"

// Record is one line of any Go benchmark text.
type Record struct {
	*benchfmt.Result // in tidied units; it is overwritten by the next one

	Design Design // how the lines of its case came about, where the text says so
	Paired int    // lines with the same number, which is not 0, are paired: the i-th lines of each name are of one launch
}
