package buffer

import (
	"fmt"
	"strings"
	"testing"
	"unsafe"
)

// A format is read once, whatever memory its text lies in, and what is kept does not
// lie in that memory.
func TestFormatsAreReadOnce(t *testing.T) {
	for _, text := range []string{"<3i", "T{<d:a:B:b:}", "(2,3)f"} {
		memory := []byte(text)
		foreign := unsafe.String(unsafe.SliceData(memory), len(memory))
		first, err := newItems(foreign, 0)
		if err != nil {
			t.Fatal(err)
		}
		clear(memory)
		if again, err := newItems(text, 0); err != nil || again != first || again.text != text || again.format.String() != text {
			t.Errorf("the items of %q are %+v, %v, and before %+v", text, again, err, first)
		}
		f, err := ParseFormat(text)
		if err != nil || f.String() != text {
			t.Errorf("ParseFormat(%q) = %v, %v", text, f, err)
		}
		if got := testing.AllocsPerRun(10, func() { ParseFormat(text); newItems(text, 0) }); got != 0 {
			t.Errorf("%q read again: %v allocations", text, got)
		}
	}
}

// Formats come from outside: a cache does not grow with them.
func TestCacheIsBounded(t *testing.T) {
	for i := range 2 * mostKept {
		if _, err := newItems(fmt.Sprintf("%dx%dh", i, i), 0); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(*seen.kept.Load()); n > mostKept {
		t.Errorf("%d items are kept, want %d at most", n, mostKept)
	}
	if n := len(*parsed.kept.Load()); n > mostKept {
		t.Errorf("%d formats are kept, want %d at most", n, mostKept)
	}
	long := strings.Repeat("h", longestKept+1)
	if _, err := newItems(long, 0); err != nil {
		t.Fatal(err)
	}
	if _, ok := seen.find(request{long, 0}); ok {
		t.Error("a format of any length is kept")
	}
}
