package bench_test

import (
	"math"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

func TestBytesString(t *testing.T) {
	tests := []struct {
		size bench.Bytes
		want string
	}{
		{size: 0, want: "0B"},
		{size: 1, want: "1B"},
		{size: 33, want: "33B"},
		{size: 1023, want: "1023B"},
		{size: 1024, want: "1KiB"},
		{size: 1025, want: "1025B"},
		{size: 64 * bench.KiB, want: "64KiB"},
		{size: 1 * bench.MiB, want: "1MiB"},
		{size: 1*bench.MiB + 64, want: "1048640B"},
		{size: 1536 * bench.KiB, want: "1536KiB"},
		{size: 3 * bench.GiB, want: "3GiB"},
		{size: 2048 * bench.TiB, want: "2048TiB"},
		{size: -33, want: "-33B"},
		{size: -64 * bench.KiB, want: "-64KiB"},
		{size: math.MaxInt64, want: "9223372036854775807B"},
		{size: math.MinInt64, want: "-8388608TiB"},
	}
	for _, test := range tests {
		if got := test.size.String(); got != test.want {
			t.Errorf("Bytes(%d).String() = %q, want %q", int64(test.size), got, test.want)
		}
	}
}

func TestParseBytes(t *testing.T) {
	tests := []struct {
		text string
		want bench.Bytes
	}{
		{text: "1", want: 1},
		{text: "64", want: 64},
		{text: "33B", want: 33},
		{text: "1048640B", want: 1*bench.MiB + 64},
		{text: "64KiB", want: 64 * bench.KiB},
		{text: "64Ki", want: 64 * bench.KiB},
		{text: "64K", want: 64 * bench.KiB},
		{text: "64k", want: 64 * bench.KiB},
		{text: " 16MiB\n", want: 16 * bench.MiB},
		{text: "2g", want: 2 * bench.GiB},
		{text: "1TiB", want: 1 * bench.TiB},
		{text: "007", want: 7},
		{text: "8388607TiB", want: 8388607 * bench.TiB},
		{text: "9223372036854775807", want: math.MaxInt64},
	}
	for _, test := range tests {
		got, err := bench.ParseBytes(test.text)
		if err != nil || got != test.want {
			t.Errorf("ParseBytes(%q) = %d, %v, want %d", test.text, int64(got), err, int64(test.want))
		}
	}
}

func TestParseBytesRefuses(t *testing.T) {
	tests := []struct {
		text, want string
	}{
		{text: "", want: "not a number of bytes"},
		{text: "KiB", want: "not a number of bytes"},
		{text: "-1", want: "not a number of bytes"},
		{text: "-64KiB", want: "not a number of bytes"},
		{text: "+64KiB", want: "not a number of bytes"},
		{text: "0", want: "is zero"},
		{text: "0KiB", want: "is zero"},
		{text: "64KB", want: `unknown unit "KB"`},
		{text: "64kib", want: `unknown unit "kib"`},
		{text: "64 KiB", want: `unknown unit " KiB"`},
		{text: "1.5KiB", want: `unknown unit ".5KiB"`},
		{text: "64b", want: `unknown unit "b"`},
		{text: "1PiB", want: `unknown unit "PiB"`},
		{text: "8388608TiB", want: "overflows"},
		{text: "9223372036854775807K", want: "overflows"},
		{text: "9223372036854775808", want: "overflows"},
	}
	for _, test := range tests {
		got, err := bench.ParseBytes(test.text)
		if err == nil || got != 0 {
			t.Errorf("ParseBytes(%q) = %d, %v, want 0 and an error", test.text, int64(got), err)
			continue
		}
		if !strings.Contains(err.Error(), test.want) {
			t.Errorf("ParseBytes(%q): error %q, want %q in it", test.text, err, test.want)
		}
	}
}

func FuzzParseBytes(f *testing.F) {
	for _, text := range []string{"64KiB", "33B", "1048640B", "0", "-1", "8388608TiB", "64k", " 7Mi ", "1.5GiB"} {
		f.Add(text, int64(len(text)))
	}
	f.Fuzz(func(t *testing.T, text string, n int64) {
		if size, err := bench.ParseBytes(text); err == nil {
			if size <= 0 {
				t.Errorf("ParseBytes(%q) = %d, want a positive size", text, int64(size))
			}
			roundTrip(t, size)
		}
		if n > 0 {
			roundTrip(t, bench.Bytes(n))
		}
	})
}

func roundTrip(t *testing.T, size bench.Bytes) {
	t.Helper()
	if got, err := bench.ParseBytes(size.String()); err != nil || got != size {
		t.Errorf("ParseBytes(%q) = %d, %v, want %d", size, int64(got), err, int64(size))
	}
}
