package option

import "testing"

func TestShare(t *testing.T) {
	for text, want := range map[string]float64{"2%": 0.02, "0.02": 0.02, " 5 % ": 0.05, "50%": 0.5} {
		if got, err := Share("alpha", text, 1); got != want || err != nil {
			t.Errorf("Share(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "0", "0%", "-1%", "1", "100%", "2", "NaN", "Inf", "%", "2%%", "a little"} {
		if got, err := Share("alpha", text, 1); !Is(err) {
			t.Errorf("Share(%q) = %v, %v, want an Error", text, got, err)
		}
		if got, err := ShareOrZero("alpha", text, 1); (err == nil) != (text == "0" || text == "0%") {
			t.Errorf("ShareOrZero(%q) = %v, %v", text, got, err)
		}
	}
}

func TestError(t *testing.T) {
	err := Valuef("count", -1, "at least %d", 1).(*Error)
	if got, want := err.Error(), "count -1: at least 1"; got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
	if got, want := err.Flag(), "-count -1: at least 1"; got != want {
		t.Errorf("Flag() = %q, want %q", got, want)
	}
	if got, want := Errorf("", "nothing to do").(*Error).Flag(), "nothing to do"; got != want {
		t.Errorf("Flag() without an option = %q, want %q", got, want)
	}
}
