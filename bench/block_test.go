package bench_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"testing"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

func TestFillIsDrawnFromTheSeed(t *testing.T) {
	fill := func(seed uint64, n int) []byte {
		p := make([]byte, n)
		bench.NewBlock(bench.Case{}, seed).Fill(p)
		return p
	}
	for _, size := range append([]bench.Bytes{0, 8}, bench.AwkwardSizes...) {
		n := int(size)
		one, again, other := fill(1, n), fill(1, n), fill(2, n)
		if !bytes.Equal(one, again) {
			t.Errorf("Fill of %s: two blocks of one seed differ", size)
		}
		if n >= 7 && bytes.Equal(one, other) {
			t.Errorf("Fill of %s: blocks of two seeds are the same", size)
		}
		if longer := fill(1, n+9); !bytes.Equal(longer[:n/8*8], one[:n/8*8]) {
			t.Errorf("Fill of %s is not the start of a longer one", size)
		}
		for i := 0; i+8 <= n; i += 8 {
			if binary.LittleEndian.Uint64(one[i:]) == 0 {
				t.Errorf("Fill of %s: eight zeros at %d", size, i)
			}
		}
	}
}

func TestFillStaysInside(t *testing.T) {
	for n := range 70 {
		p := bytes.Repeat([]byte{0xa5}, n+16)
		bench.NewBlock(bench.Case{}, 1).Fill(p[8 : 8+n])
		if around := string(p[:8]) + string(p[8+n:]); around != "\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5\xa5" {
			t.Errorf("Fill of %d bytes wrote around them: % x", n, around)
		}
	}
}

func TestBytesAreDrawnAtRandomCacheLines(t *testing.T) {
	const line, page = 64, 4096
	for _, size := range append([]bench.Bytes{64, 1 * bench.MiB}, bench.AwkwardSizes...) {
		places := map[uintptr]bool{}
		for seed := range uint64(200) {
			p := bench.NewBlock(bench.Case{}, seed).Bytes(size)
			if bench.Bytes(len(p)) != size || cap(p) != len(p) {
				t.Fatalf("Bytes(%s) has %d bytes and room for %d, want %d and no more", size, len(p), cap(p), size)
			}
			// The address is looked at, never followed.
			place := uintptr(unsafe.Pointer(unsafe.SliceData(p))) % page
			if place%line != 0 {
				t.Errorf("Bytes(%s) starts at %#x of its page, not at a cache line", size, place)
			}
			places[place] = true
		}
		if len(places) < page/line/2 {
			t.Errorf("Bytes(%s) starts at %d places of a page, want most of %d", size, len(places), page/line)
		}
	}
}

func TestTouchedIsFilled(t *testing.T) {
	b := bench.NewBlock(bench.Case{}, 7)
	want := make([]byte, 100)
	b.Fill(want)
	if got := b.Touched(100); !bytes.Equal(got, want) {
		t.Errorf("Touched(100) = % x, want what Fill writes", got)
	}
}

func TestDataIsOfTheCase(t *testing.T) {
	b := bench.NewBlock(bench.Case{Size: 33}, 7)
	defer b.Close()
	p, err := b.Data()
	if err != nil || len(p) != 33 {
		t.Errorf("Data() = %d bytes, %v, want 33", len(p), err)
	}
}

func TestCloseRunsDeferredLastFirst(t *testing.T) {
	b := bench.NewBlock(bench.Case{}, 1)
	var got []int
	b.Defer(func() { got = append(got, 1) })
	b.Defer(func() {
		got = append(got, 2)
		b.Defer(func() { got = append(got, 3) }) // deferred while closing: runs too
	})
	b.Close()
	if want := []int{2, 3, 1}; !slices.Equal(got, want) {
		t.Errorf("Close ran %v, want %v", got, want)
	}
	b.Close()
	if len(got) != 3 {
		t.Errorf("a second Close ran %v again", got[3:])
	}
}

// TestShared: blocks beside each other have one value of a name, and others have their own.
func TestShared(t *testing.T) {
	made := 0
	next := func() any { made++; return made }
	first, second, apart := bench.NewBlock(bench.Case{}, 1), bench.NewBlock(bench.Case{}, 2), bench.NewBlock(bench.Case{}, 3)
	second.Beside(first)
	got := []any{second.Shared("pool", next), first.Shared("pool", next), first.Shared("other", next), apart.Shared("pool", next)}
	if want := []any{1, 1, 2, 3}; !slices.Equal(got, want) {
		t.Errorf("shared values %v, want %v", got, want)
	}
}

func TestSkip(t *testing.T) {
	b := bench.NewBlock(bench.Case{}, 1)
	tests := []struct {
		err  error
		skip bool
		want string
	}{
		{err: b.Skip("no numpy", "pip install numpy"), skip: true, want: "no numpy (try: pip install numpy)"},
		{err: fmt.Errorf("open: %w", b.Skip("no mmap here", "")), skip: true, want: "open: no mmap here"},
		{err: errors.New("broken"), want: "broken"},
	}
	for _, test := range tests {
		if got := test.err.Error(); got != test.want {
			t.Errorf("Error() = %q, want %q", got, test.want)
		}
		if got := bench.Skipped(test.err) != nil; got != test.skip {
			t.Errorf("Skipped(%v) is a skip: %v, want %v", test.err, got, test.skip)
		}
	}
	if bench.Skipped(nil) != nil {
		t.Error("Skipped(nil) is a skip")
	}
}
