// Package planted makes works of known difference: scenarios of two arms, copy
// and twin, that do the same, and where an effect is planted the twin does one
// part in so many more. What a tool says of them is right or wrong.
//
// It declines to run and to judge them, and has no list of them.
package planted
