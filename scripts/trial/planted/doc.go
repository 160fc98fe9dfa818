// Package planted holds works of known difference: two arms, copy and twin,
// do the same, and where an effect is planted twin does one part in so many
// more. What a tool says of them is right or wrong, so they try tools that
// judge measurements.
//
// The same works run under `go test -bench` and in launches of bufbench.
package planted
