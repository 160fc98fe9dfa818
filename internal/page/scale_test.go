package page

import "testing"

func TestScale(t *testing.T) {
	s := around([]float64{10, 1000, 0, -3}, 0, 100)
	for v, want := range map[float64]float64{10: 0, 100: 50, 1000: 100, 1: 0, 1e9: 100} {
		if got := s.at(v); got < want-1e-9 || got > want+1e-9 {
			t.Errorf("at(%g) = %g, want %g", v, got, want)
		}
	}
	if got := s.ticks(10, 5); len(got) != 3 || got[0] != 10 || got[2] != 1000 {
		t.Errorf("ticks = %v, want 10, 100, 1000", got)
	}
	if one := around(nil, 0, 1); one.at(1) < 0 || one.at(1) > 1 {
		t.Errorf("without values at(1) = %g", one.at(1))
	}
}

func TestTick(t *testing.T) {
	for words, want := range map[string]string{"1.00µs": "1µs", "10.0×": "10×", "0.50×": "0.50×", "100ns": "100ns", "64KiB": "64KiB", "3.00": "3"} {
		if got := tick(words); got != want {
			t.Errorf("tick(%s) = %s, want %s", words, got, want)
		}
	}
}
