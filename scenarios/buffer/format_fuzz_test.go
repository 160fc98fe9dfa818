package buffer

import (
	"errors"
	"fmt"
	"testing"
)

// FuzzFormat: no text makes parsing panic; what parses has a size that holds
// its values; and what an item decodes to encodes to an item that decodes to
// the same.
func FuzzFormat(f *testing.F) {
	for _, format := range []string{
		"", "B", "@bhilqnP", "<3h2xd", ">5s3pZf", "3w", "T{i:a:=d:b:}", "(2,3)<f", "&X{}O", "0i?e", "=n", "9223372036854775807xi",
	} {
		f.Add(format, []byte("\x01\x80\xff\x7f some bytes for it"))
	}
	f.Fuzz(func(t *testing.T, text string, data []byte) {
		format, err := ParseFormat(text)
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Fatalf("ParseFormat(%q) = %v, want ErrFormat", text, err)
			}
			return
		}
		size, known := format.Size()
		if size < 0 || !known && format.Decodable() == nil {
			t.Fatalf("ParseFormat(%q).Size() = %d, %t; Decodable() = %v", text, size, known, format.Decodable())
		}
		inside(t, format)
		if format.Decodable() != nil || size > 1<<12 {
			return
		}
		item := make([]byte, size)
		for i := range item {
			if len(data) > 0 {
				item[i] = data[i%len(data)]
			}
		}
		there(t, format, item)
	})
}

// inside fails if a value lies outside of the item, or on another.
func inside(t *testing.T, f Format) {
	t.Helper()
	if f.unsized {
		return
	}
	end, values := 0, 0
	for _, m := range f.members {
		if m.offset < end || m.width < 0 || m.count < 1 {
			t.Fatalf("ParseFormat(%q) has %d values of %d bytes at byte %d, where the last ends at %d", f, m.count, m.width, m.offset, end)
		}
		end = m.offset + m.count*m.width
		values += m.count
	}
	if end > f.size || values != f.values {
		t.Fatalf("ParseFormat(%q) has %d values up to byte %d, Size() %d, Values() %d", f, values, end, f.size, f.values)
	}
}

// there and back again.
func there(t *testing.T, f Format, item []byte) {
	t.Helper()
	value, err := f.Decode(item)
	if err != nil {
		if !errors.Is(err, ErrValue) {
			t.Fatalf("format %q: Decode(% x) = %v, want ErrValue", f, item, err)
		}
		return
	}
	if values, ok := value.([]any); ok != (f.values != 1) || ok && len(values) != f.values {
		t.Fatalf("format %q has %d values: Decode(% x) = %#v", f, f.values, item, value)
	}
	first := make([]byte, len(item))
	if err := f.Encode(first, value); err != nil {
		t.Fatalf("format %q: Encode(Decode(% x) = %#v) = %v", f, item, value, err)
	}
	again, err := f.Decode(first)
	if err != nil {
		t.Fatalf("format %q: Decode(% x) = %v", f, first, err)
	}
	second := make([]byte, len(item))
	if err := f.Encode(second, again); err != nil || string(first) != string(second) {
		t.Fatalf("format %q: % x became % x and then % x, %v", f, item, first, second, err)
	}
	// As text, in which a NaN is like another.
	if was, is := fmt.Sprintf("%#v", value), fmt.Sprintf("%#v", again); was != is {
		t.Fatalf("format %q: % x held %s and then %s", f, item, was, is)
	}
}
