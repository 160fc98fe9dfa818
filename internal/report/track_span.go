package report

import "github.com/bufbench/bufbench/internal/judge/interval"

// TrackSpan is an estimate with its interval.
type TrackSpan struct {
	Center float64  `json:"center"`
	Low    *float64 `json:"low"`  // null if it has no lower end
	High   *float64 `json:"high"` // null if it has no upper end
}

func spanOf(e interval.Estimate) TrackSpan {
	return TrackSpan{Center: e.Center, Low: finite(e.Lo), High: finite(e.Hi)}
}
