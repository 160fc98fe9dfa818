package report

import "github.com/bufbench/bufbench/internal/revisions/listing"

// HottestJSON is the function of an arm with the most CPU samples.
type HottestJSON struct {
	Function string      `json:"function"`
	Samples  int64       `json:"count"`
	Source   ListingJSON `json:"source"`
	Code     ListingJSON `json:"code"`
	Lacks    []string    `json:"lacks"` // what is not shown, with the reason
}

// ListingJSON are the rows of a file about those with the most samples.
type ListingJSON struct {
	Name string    `json:"name"` // the file of the source, or the symbol of the code
	Rows []RowJSON `json:"rows"`
	Rest int64     `json:"elsewhere"` // samples outside of the rows
}

// RowJSON is a line of source or an instruction.
type RowJSON struct {
	At      int64  `json:"at"` // the number of the line, or the offset of the instruction
	Samples int64  `json:"count"`
	Text    string `json:"text"`
}

func hottestJSON(h *Hottest) *HottestJSON {
	if h == nil {
		return nil
	}
	j := &HottestJSON{Function: plain(h.Function), Samples: h.Samples, Lacks: notNil(h.lacks())}
	if !inC(h.Function) {
		j.Source, j.Code = listingJSON(h.Source), listingJSON(h.Code)
	}
	j.Source.Rows, j.Code.Rows = notNil(j.Source.Rows), notNil(j.Code.Rows)
	return j
}

func listingJSON(t listing.Text) ListingJSON {
	j := ListingJSON{Name: plain(t.Name), Rest: t.Rest}
	for _, r := range t.Rows {
		j.Rows = append(j.Rows, RowJSON{r.At, r.Samples, rowText(r.Text, jsonColumns)})
	}
	return j
}

// jsonColumns is the length of a row at most.
const jsonColumns = 200
