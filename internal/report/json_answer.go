package report

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// BreakevenJSON is where a view and a copy cost the same.
type BreakevenJSON struct {
	ContestJSON
	Answer    string         `json:"answer"`    // crosses, the view never loses, the copy never loses, tie, no model or undecided
	Sentence  string         `json:"sentence"`  // the same in words
	Sharp     bool           `json:"sharp"`     // nothing more was asked for
	Crossings []CrossingJSON `json:"crossings"` // in order
	Beyond    *EstimateJSON  `json:"beyond"`    // where the fitted lines would meet above what was measured; null if nowhere
	Excess    *EstimateJSON  `json:"excess"`    // ns that the view takes longer for each byte or pass, on the last piece
	Fits      map[string]Fit `json:"fits"`      // by arm
	Setup     *ConstantJSON  `json:"setup"`     // the view's time at no bytes, beside its probes; null without
	Places    []PlaceJSON    `json:"places"`    // what was measured
}

// ContestJSON is a view and a copy, and the axis along which they are compared.
type ContestJSON struct {
	View   string            `json:"view"`
	Copy   string            `json:"copy"`
	Along  string            `json:"along"`  // size, in bytes, or passes
	Size   bench.Bytes       `json:"size"`   // that stays the same; 0 along the sizes
	Passes int               `json:"passes"` // likewise
	Axes   map[string]string `json:"axes"`
	Clock  string            `json:"clock"` // unit of the clock that the times are of
}

// CrossingJSON is one break-even.
type CrossingJSON struct {
	At     *EstimateJSON `json:"at"`     // with the interval in which another run finds it too
	Run    *EstimateJSON `json:"run"`    // the same by the launches of this run alone, which is what is narrowed
	Winner string        `json:"winner"` // above it: view or copy
	Model  bool          `json:"model"`  // a line holds there; if not, the interval is that between two places
}

// PlaceJSON is who wins at one place of an axis.
type PlaceJSON struct {
	X      float64       `json:"x"`
	Faster *EstimateJSON `json:"faster"` // how many times faster the view is
}

// Fit is a rival's time in pieces.
type Fit struct {
	Holds    bool        `json:"holds"`    // every place lies on its piece, within the noise
	Residual float64     `json:"residual"` // how far the worst place lies from its piece, as a share
	Pieces   []PieceJSON `json:"pieces"`
}

// PieceJSON is a line from one measured place to another.
type PieceJSON struct {
	From  float64       `json:"from"`
	To    float64       `json:"to"`
	Setup *EstimateJSON `json:"setup_ns"` // at no bytes or passes
	Slope *EstimateJSON `json:"slope_ns"` // for each byte or pass
}

// ConstantJSON is a fitted constant beside its direct measurement.
type ConstantJSON struct {
	Fitted   *EstimateJSON `json:"fitted_ns"`
	Probed   *EstimateJSON `json:"probed_ns"`
	Probes   []string      `json:"probes"`
	Disagree bool          `json:"disagree"`
}

// CellJSON is who wins in one case.
type CellJSON struct {
	Case   string        `json:"case"`
	Winner string        `json:"winner"` // an arm, or tie
	Best   string        `json:"best"`   // the fastest
	Next   string        `json:"next"`
	Ahead  *EstimateJSON `json:"ahead"` // how many times as long the next takes
}

// ChangesJSON is the values of axes that would change the answer at a case, and those
// that would not.
type ChangesJSON struct {
	Pivot CellJSON     `json:"pivot"`
	Flips []ChangeJSON `json:"flips"`
	Holds []ChangeJSON `json:"holds"`
}

// ChangeJSON is another value of one axis.
type ChangeJSON struct {
	Axis  string   `json:"axis"`
	Value string   `json:"value"`
	Cell  CellJSON `json:"cell"`
}

// RetainedJSON is what views of small parts keep alive.
type RetainedJSON struct {
	Ratio  *float64    `json:"ratio"`  // bytes that stay for each that is used; null where it is not known
	Part   bench.Bytes `json:"part"`   // used of each source
	Size   bench.Bytes `json:"size"`   // of each source
	Reason string      `json:"reason"` // why it is not known
}

func breakevenJSON(b verdict.Breakeven) BreakevenJSON {
	out := BreakevenJSON{
		ContestJSON: ContestJSON{b.Contest.View, b.Contest.Copy, string(b.Along), b.Rest.Size, b.Rest.Passes, axes(b.Rest), b.Clock},
		Answer:      b.Word.String(), Sentence: breakevenSentence(b), Sharp: b.Sharp(),
		Crossings: []CrossingJSON{}, Beyond: bounded(b.Beyond), Excess: bounded(b.Excess),
		Fits: map[string]Fit{b.Contest.View: fitJSON(b.View), b.Contest.Copy: fitJSON(b.Copy)},
	}
	for _, c := range b.Crossings {
		out.Crossings = append(out.Crossings, CrossingJSON{bounded(c.At), bounded(c.Run), string(c.Winner), c.Model})
	}
	if c := b.Setup; c != nil {
		out.Setup = &ConstantJSON{bounded(c.Fitted), bounded(c.Probed), c.Probes, c.Disagree}
	}
	for _, p := range b.Places {
		out.Places = append(out.Places, PlaceJSON{p.X, bounded(p.Faster)})
	}
	return out
}

func fitJSON(f breakeven.Fit) Fit {
	out := Fit{Holds: f.Holds, Pieces: []PieceJSON{}}
	if r := finite(f.Residual); r != nil {
		out.Residual = *r
	}
	for _, p := range f.Pieces {
		out.Pieces = append(out.Pieces, PieceJSON{p.From, p.To, bounded(p.Setup), bounded(p.Slope)})
	}
	return out
}

func cellJSON(c verdict.Cell) CellJSON {
	return CellJSON{Case: c.Case.String(), Winner: c.Word(), Best: c.Best, Next: c.Next, Ahead: optional(c.Ahead)}
}

func changesJSON(c verdict.Changes) *ChangesJSON {
	if c.Pivot.Best == "" {
		return nil
	}
	list := func(changes []verdict.Change) []ChangeJSON {
		out := []ChangeJSON{}
		for _, x := range changes {
			out = append(out, ChangeJSON{x.Axis, x.Value, cellJSON(x.Cell)})
		}
		return out
	}
	return &ChangesJSON{cellJSON(c.Pivot), list(c.Flips), list(c.Holds)}
}

func retainedJSON(s Scenario) *RetainedJSON {
	r := s.Retained
	switch {
	case r.Skip != nil:
		return &RetainedJSON{Size: r.Case.Size, Part: r.Part, Reason: r.Skip.Error()}
	case r.Sources == 0:
		return nil
	}
	ratio := r.Ratio()
	return &RetainedJSON{Ratio: &ratio, Part: r.Part, Size: r.Case.Size}
}
