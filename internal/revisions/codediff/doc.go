// Package codediff says whether a benchmark runs the same code in two Go binaries.
// The linker may put a function at another place in each build, and the place alone
// can move a short benchmark by a few per cent. This package tells two builds of the
// same code from builds of different code.
//
// It walks both binaries at once. It begins at the benchmark and at the code that
// runs before it: the initialisation of packages and TestMain. Two functions are the
// same if their instructions are. An address in an instruction counts as its target:
// a function is walked in turn, and data are compared by content. A function counts
// as called if its address is taken. So do the methods of a type if its descriptor is
// reached, because an interface or package reflect may call them. Both binaries must
// come from one toolchain with the same settings; then two functions of the standard
// library are the same if their names are.
//
// The answer is never a guess. Code in C, an architecture that is not decoded, and a
// stripped binary give Unknown, with the reason.
//
// The package does not look at files that a benchmark reads when it runs, and it does
// not measure.
package codediff
