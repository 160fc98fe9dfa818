package listing

import (
	"cmp"
	"slices"

	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// Listing is one function with its samples.
type Listing struct {
	Function string
	Samples  int64    // of the function
	Source   Text     // the lines about those with the most samples
	Code     Text     // instructions, likewise
	Lacks    []string // what is not shown, with the reason
}

// Text is a part of a file, row by row.
type Text struct {
	Name string // the file of the source, or the symbol of the code
	Rows []Row
	Rest int64 // samples of the function outside of the rows
}

// Row is a line of source or an instruction.
type Row struct {
	At      int64 // the number of the line, or the offset of the instruction in its symbol
	Samples int64
	Text    string
}

// The number of rows of a listing at most: source and code fit one screen together.
const (
	sourceMost = 9
	codeMost   = 11
)

// Of lists the function of that name. The listing has no rows without spots of it.
func Of(function string, spots []profdiff.Spot) Listing {
	l := Listing{Function: function}
	spots = slices.DeleteFunc(slices.Clone(spots), func(s profdiff.Spot) bool { return s.Function != function })
	for _, s := range spots {
		l.Samples += s.Samples
	}
	if len(spots) == 0 {
		return l
	}
	var err error
	if l.Source, err = source(spots); err != nil {
		l.Lacks = append(l.Lacks, "no source: "+err.Error())
	}
	if l.Code, err = code(spots); err != nil {
		l.Lacks = append(l.Lacks, "no instructions: "+err.Error())
	}
	return l
}

// most is the key with the most samples; of equals the smallest.
func most[K cmp.Ordered](spots []profdiff.Spot, key func(profdiff.Spot) K) (best K) {
	sums := map[K]int64{}
	for _, s := range spots {
		sums[key(s)] += s.Samples
	}
	for k, n := range sums {
		if n > sums[best] || n == sums[best] && (k < best || sums[best] == 0) {
			best = k
		}
	}
	return best
}

// window cuts rows to those n in a row with the most samples. All is the number of samples
// of the function.
func window(name string, rows []Row, n int, all int64) Text {
	n = min(n, len(rows))
	sum := int64(0)
	for _, r := range rows[:n] {
		sum += r.Samples
	}
	best, from := sum, 0
	for i := n; i < len(rows); i++ {
		if sum += rows[i].Samples - rows[i-n].Samples; sum > best {
			best, from = sum, i-n+1
		}
	}
	from = centred(rows, from, n)
	return Text{name, rows[from : from+n], all - best}
}

// centred moves a window down as far as it keeps its samples, at most until they stand in
// its middle.
func centred(rows []Row, from, n int) int {
	above, below := 0, 0
	for above < n && rows[from+above].Samples == 0 {
		above++
	}
	for below < n && rows[from+n-1-below].Samples == 0 {
		below++
	}
	for ; above > below+1 && from+n < len(rows); above, below = above-1, below+1 {
		from++
	}
	for ; below > above+1 && from > 0; above, below = above+1, below-1 {
		from--
	}
	return from
}
