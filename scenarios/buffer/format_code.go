package buffer

// kind is what the bytes of a value mean.
type kind byte

// The kinds of values.
const (
	kindBool    kind = iota + 1 // ?
	kindInt                     // b h i l q n
	kindUint                    // B H I L Q N P
	kindFloat                   // e f d, and g where it is as wide as d
	kindComplex                 // Zf Zd F D, and Zg G where g is as wide as d
	kindBytes                   // c s: bytes as they are
	kindPascal                  // p: a byte of length, then that many bytes
	kindText                    // w: code points of four bytes
	kindPad                     // x
	kindCarried                 // has a place, and maybe a size, but no value
)

// code is what a letter of a format stands for.
type code struct {
	kind     kind
	native   int    // bytes under @ and ^
	align    int    // under @
	standard int    // bytes under = < > !; 0: struct has no such code
	carried  string // why there is no value, for kindCarried
}

// whole says that a count before the letter is its length, not a repetition.
func (c code) whole() bool {
	return c.kind == kindPascal || c.kind == kindText
}

// codeOf is the meaning of a single letter. Those of struct come first, then
// those that numpy, array and ctypes export beside them.
func codeOf(letter byte) (c code, ok bool) {
	switch letter {
	case 'x':
		return code{kind: kindPad, native: 1, align: 1, standard: 1}, true
	case 'c', 's':
		return code{kind: kindBytes, native: 1, align: 1, standard: 1}, true
	case 'p':
		return code{kind: kindPascal, native: 1, align: 1, standard: 1}, true
	case '?':
		return code{kind: kindBool, native: 1, align: 1, standard: 1}, true
	case 'b', 'h', 'i', 'l', 'q', 'n':
		return integer(kindInt, letter), true
	case 'B', 'H', 'I', 'L', 'Q', 'N':
		return integer(kindUint, letter|0x20), true
	case 'P':
		return integer(kindUint, 'n'), true
	case 'e':
		return code{kind: kindFloat, native: 2, align: 2, standard: 2}, true
	case 'f':
		return code{kind: kindFloat, native: 4, align: 4, standard: 4}, true
	case 'd':
		return code{kind: kindFloat, native: 8, align: align8(), standard: 8}, true
	case 'g':
		return extended(), true
	case 'F', 'D', 'G': // what Z makes of the small letter
		part, ok := codeOf(letter | 0x20)
		return part.pair(), ok
	case 'w':
		return code{kind: kindText, native: 4, align: 4, standard: 4}, true
	case 'O':
		return code{kind: kindCarried, native: word, align: word, standard: word, carried: "a pointer to a Python object"}, true
	case 'u', 'z', 't':
		// Exporters differ: ctypes writes u for its four-byte wchar_t.
		return code{kind: kindCarried, align: 1, carried: "a code whose size the exporter decides"}, true
	}
	return code{}, false
}

// integer is the code of a lower-case letter of struct's integers.
func integer(k kind, letter byte) code {
	switch letter {
	case 'b':
		return code{kind: k, native: 1, align: 1, standard: 1}
	case 'h':
		return code{kind: k, native: 2, align: 2, standard: 2}
	case 'i':
		return code{kind: k, native: 4, align: 4, standard: 4}
	case 'l':
		return code{kind: k, native: longSize(), align: longSize(), standard: 4}
	case 'q':
		return code{kind: k, native: 8, align: align8(), standard: 8}
	}
	return code{kind: k, native: word, align: word}
}

// extended is long double. If it is wider than a double, Go has no type for it, and
// rounding would change the value. So it is carried.
func extended() code {
	size, align := longDouble()
	if size == 8 {
		return code{kind: kindFloat, native: size, align: align, standard: size}
	}
	return code{kind: kindCarried, native: size, align: align, standard: size, carried: "a long double, which no Go type holds"}
}

// pair is the complex number of two of c.
func (c code) pair() code {
	c.native *= 2
	c.standard *= 2
	if c.kind == kindFloat {
		c.kind = kindComplex
	}
	return c
}
