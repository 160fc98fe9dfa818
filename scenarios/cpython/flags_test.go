package cpython

import "testing"

func TestFlagsString(t *testing.T) {
	tests := []struct {
		flags Flags
		want  string
	}{
		{Simple, "SIMPLE"},
		{Writable, "WRITABLE"},
		{Format, "FORMAT"},
		{ND, "ND"},
		{Strides, "STRIDES"},
		{CContiguous, "C_CONTIGUOUS"},
		{FContiguous, "F_CONTIGUOUS"},
		{AnyContiguous, "ANY_CONTIGUOUS"},
		{Indirect, "INDIRECT"},
		{ContigRO, "ND"},
		{Contig, "CONTIG"},
		{StridedRO, "STRIDES"},
		{Strided, "STRIDED"},
		{RecordsRO, "RECORDS_RO"},
		{Records, "RECORDS"},
		{FullRO, "FULL_RO"},
		{Full, "FULL"},
		{CContiguous | Writable, "C_CONTIGUOUS|WRITABLE"},
		{ND | Format, "ND|FORMAT"},
		{Indirect | CContiguous, "INDIRECT|C_CONTIGUOUS"},
		{CContiguous | FContiguous | Format, "C_CONTIGUOUS|F_CONTIGUOUS|FORMAT"},
		{0x10, "0x10"}, // strides without a shape
		{Writable | 0x4000, "WRITABLE|0x4000"},
	}
	for _, test := range tests {
		if got := test.flags.String(); got != test.want {
			t.Errorf("Flags(%#x).String() = %q, want %q", int(test.flags), got, test.want)
		}
	}
}
