package buffer

import "testing"

func BenchmarkParseFormat(b *testing.B) {
	for _, format := range []string{"d", "<3h2xd", "T{i:a:=d:b:}"} {
		b.Run("format="+format, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParseFormat(format); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// coded are formats and an item of each, for what costs per item.
var coded = []struct {
	format string
	item   []byte
}{
	{"d", le(1.5)},
	{">d", be(1.5)},
	{"e", le(uint16(0x3e00))},
	{"i", le(int32(1000))},
	{"<3h2xd", make([]byte, 16)},
	{"16s", make([]byte, 16)},
}

func BenchmarkFormatDecode(b *testing.B) {
	for _, c := range coded {
		b.Run("format="+c.format, func(b *testing.B) {
			f, err := ParseFormat(c.format)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := f.Decode(c.item); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFormatEncode(b *testing.B) {
	for _, c := range coded {
		b.Run("format="+c.format, func(b *testing.B) {
			f, err := ParseFormat(c.format)
			if err != nil {
				b.Fatal(err)
			}
			value, err := f.Decode(c.item)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if err := f.Encode(c.item, value); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
