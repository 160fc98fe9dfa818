package breakeven

import (
	"math"
	"testing"
)

// Quantiles as tables of Student's distribution print them.
func TestStudentQuantile(t *testing.T) {
	tests := []struct {
		df   int
		miss float64
		want float64
	}{
		{1, 0.05, 12.706},
		{2, 0.05, 4.303},
		{3, 0.01, 5.841},
		{5, 0.05, 2.571},
		{8, 0.05, 2.306},
		{12, 0.01, 3.055},
		{30, 0.05, 2.042},
		{1000, 0.05, 1.962},
		{7, 0.5, 0.711},
	}
	for _, tt := range tests {
		if got := studentQuantile(tt.df, tt.miss); math.Abs(got-tt.want) > 0.0006 {
			t.Errorf("studentQuantile(%d, %v) = %.4f, want %v", tt.df, tt.miss, got, tt.want)
		}
	}
	if got := normalQuantile(0.05); math.Abs(got-1.95996) > 1e-5 {
		t.Errorf("normalQuantile(0.05) = %v, want 1.95996", got)
	}
}
