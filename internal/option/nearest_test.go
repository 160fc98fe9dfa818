package option

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"SubSlice", "DecodeNumbers", "CMemory", "PyBuffer"}
	for _, test := range []struct{ name, want string }{
		{"subslize", "SubSlice"},
		{"SUBSLICES", "SubSlice"},
		{"memory", "CMemory"},
		{"pybuf", "PyBuffer"},
		{"Decode", "DecodeNumbers"},
	} {
		want := `; did you mean "` + test.want + `"?`
		if got := Nearest(test.name, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", test.name, got, want)
		}
	}
	if got := Nearest("x", nil); got != "" {
		t.Errorf("Nearest of nothing known = %q, want nothing", got)
	}
}

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"abc", "", 3},
		{"run", "run", 0},
		{"rum", "run", 1},
		{"lsit", "list", 2},
		{"kitten", "sitting", 3},
		{"view", "viewkept", 4},
	} {
		if got := distance(test.a, test.b); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
		if got := distance(test.b, test.a); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.b, test.a, got, test.want)
		}
	}
}
