package buffer

import "testing"

func TestPadded(t *testing.T) {
	tests := []struct {
		text string
		size int
		want string
	}{
		{"T{i:b:B:a:}", 5, "T{i:b:B:a:}"},
		{"T{i:b:B:a:}", 8, "T{i:b:B:a:}"}, // @ implies it
		{"T{i:b:B:a:}", 12, "T{i:b:B:a:7x}"},
		{"T{i:b:B:a:}", 7, "T{i:b:B:a:=2x}"},
		{"T{=i:b:B:a:}", 8, "T{=i:b:B:a:3x}"}, // = does not
		{"T{B:x:}", 4, "T{B:x:3x}"},
		{"T{d:d:T{i:b:B:a:}:n:}", 16, "T{d:d:T{i:b:B:a:}:n:}"},
		{"T{B:a}b:}", 2, "T{B:a}b:1x}"},
		{"T{}", 3, "T{3x}"},
		{"T{u:a:}", 8, "T{u:a:}"}, // of unknown size
		{"T{i:a:}", 2, "T{i:a:}"},
		{"i", 8, "i"},
	}
	for _, test := range tests {
		f, err := ParseFormat(test.text)
		if err != nil {
			t.Fatal(err)
		}
		got := f.Padded(test.size)
		if got != test.want {
			t.Errorf("%q for %d bytes is %q, want %q", test.text, test.size, got, test.want)
		}
		if got == test.text {
			continue
		}
		padded, err := ParseFormat(got)
		if err != nil {
			t.Fatal(err)
		}
		if size, known := padded.Size(); size != test.size || !known {
			t.Errorf("%q has %d bytes, want %d", got, size, test.size)
		}
	}
}
