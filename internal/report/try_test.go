package report

import "testing"

// TestNext: after a run it says what to type.
func TestNext(t *testing.T) {
	for _, test := range []struct {
		file, program      string
		interrupted, shown bool
		want               string
	}{
		{"r/m/a.txt", "", false, true, "again: bufbench show r/m/a.txt"},
		{"r/m/a.txt", "", true, true, "continue: bufbench run -resume r/m/a.txt"},
		{"it's/a.txt", "my bench", true, false, `continue: bufbench run -resume 'it'\''s/a.txt' -program 'my bench'`},
		{"r/m/a.txt", "", false, false, ""},
	} {
		if got := Next(test.file, test.program, test.interrupted, test.shown); got != test.want {
			t.Errorf("after %+v it says %q", test, got)
		}
	}
}
