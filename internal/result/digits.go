package result

import (
	"strconv"
	"strings"
)

// significantDigits is how many digits a line of a run keeps of a time and of a rate.
// Launches of one arm differ by a few thousandths of their time, and their paired
// ratios by 1e-4 on the quietest machine. For an interval six digits would do: it
// becomes wider by less than a tenth of a per cent. Eight move a value by 5e-8 of it at
// most, so that figures are printed as before, also those near the edge of rounding.
const significantDigits = 8

// Rounded returns the line with as many digits of times and rates as their noise
// justifies. Counts stay as they are: their last digit may tell a difference. Lines are
// rounded when they are made of a record, and not when they are written, so that a
// report follows from the text to the last bit. The journal has the samples in full. A
// text of two sides has no journal, and so has full values (see [WriteSides]).
func (l Line) Rounded() Line {
	values := make([]Value, len(l.Values))
	for i, v := range l.Values {
		values[i] = Value{v.Unit, rounded(v)}
	}
	l.Values = values
	return l
}

func rounded(v Value) float64 {
	if !strings.HasSuffix(v.Unit, "ns/op") && v.Unit != "B/s" {
		return v.X
	}
	x, err := strconv.ParseFloat(strconv.FormatFloat(v.X, 'g', significantDigits, 64), 64)
	if err != nil { // beyond the largest number
		return v.X
	}
	return x
}
