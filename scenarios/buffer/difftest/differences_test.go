package difftest

import (
	"slices"
	"strings"
)

// differences are all cases in which a view does not do as CPython, because
// CPython disagrees with itself or with an earlier version, or would not be safe.
// Versions are the minor ones of 3.
var differences = []struct {
	name        string
	since, last int
	what        string
}{
	{
		"the contiguity of an empty line", 8, 99,
		"Of an empty one-dimensional buffer whose stride is not its item size, PyBuffer_IsContiguous says that it is contiguous, and memoryview's attributes and cast say that it is not. A view says that it is.",
	},
	{
		"suboffsets that are none", 8, 99,
		"A buffer with an array of suboffsets that are all negative has no pointers, and CPython calls it contiguous in no order. A view looks at the strides.",
	},
	{
		"a slice leads before a pointer", 8, 99,
		"A slice that makes a suboffset negative turns the pointers into items, and CPython reads past them. A view refuses the slice.",
	},
	{
		"no halves", 8, 11,
		"struct knows e, memoryview only from 3.12 on. A view knows it.",
	},
	{
		"NULs at the end", 8, 99,
		"numpy drops the NULs at the end of a string that its buffer has. A view has them.",
	},
	{
		"bools that are neither", 8, 99,
		"A byte of ? that is neither 0 nor 1 is true to tolist and to struct, but when memoryview compares two buffers of ? it compares bytes. A view compares truth.",
	},
	{
		"a list of nothing", 8, 99,
		"The list of an empty buffer needs no format, and memoryview gives it for some formats of which it can decode no item. A view refuses it for all of them.",
	},
}

// known counts a difference, and is false if this version should not have it.
func (k *checker) known(name string) bool {
	for _, d := range differences {
		if d.name == name && k.minor >= d.since && k.minor <= d.last {
			k.checked("“" + name + "”")
			return true
		}
	}
	return false
}

// noPointers is a known difference.
func (k *checker) noPointers() bool {
	sub := k.View.Layout.Suboffsets
	return len(sub) > 0 && slices.Max(sub) < 0 && k.known("suboffsets that are none")
}

// emptyLine is a known difference.
func (k *checker) emptyLine() bool {
	y := k.View.Layout
	return len(y.Shape) == 1 && y.Shape[0] == 0 && y.Strides[0] != y.ItemSize && k.known("the contiguity of an empty line")
}

// castable says whether CPython refuses a cast for a known difference.
func (k *checker) castable(c cast) bool {
	switch {
	case strings.Contains(c.Error, "C-contiguous"):
		return k.v.Contiguous('C') && (k.noPointers() || k.emptyLine())
	case strings.Contains(c.Error, "native single character"):
		return strings.TrimPrefix(c.Format, "@") == "e" && k.known("no halves")
	}
	return false
}

// numpyStrings is a known difference.
func (k *checker) numpyStrings() bool {
	return k.Kind == "numpy" && strings.HasSuffix(k.View.Layout.Format, "w") && k.known("NULs at the end")
}

// oddBools is a known difference.
func (k *checker) oddBools(c compared) bool {
	mine, other := strings.TrimPrefix(k.View.Layout.Format, "@"), strings.TrimPrefix(c.Other.Layout.Format, "@")
	if mine != "?" || other != "?" || c.Equal {
		return false
	}
	return strings.Trim(strings.NewReplacer("00", "", "01", "").Replace(k.C), "") != "" && k.known("bools that are neither")
}

// listOfNothing is a known difference.
func (k *checker) listOfNothing(want string) bool {
	return strings.Trim(want, "[],") == "" && k.known("a list of nothing")
}
