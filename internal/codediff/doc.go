// Package codediff says whether a benchmark runs the same code in two Go
// binaries. Two builds of one source differ in where the linker put each
// function, and that alone can move a short benchmark by a few per cent. This
// package tells such a pair from a pair whose code differs.
//
// It walks both binaries at once, from the benchmark and from everything that
// runs before it: the initialisation of packages and TestMain. Two functions are
// the same if their instructions are, where an address counts as what it points
// to: another function, which is walked in turn, or data, which are compared by
// content. Functions whose address is taken are walked as if they were called,
// and so are the methods of each type whose descriptor is reached, because an
// interface or package reflect may call them. Both binaries must come from one
// toolchain with the same settings; then the standard library is the same by name.
//
// The answer is never a guess. What cannot be followed (C, an architecture that
// is not decoded, a stripped binary) is Unknown, with the reason.
//
// It declines how long anything takes.
package codediff
