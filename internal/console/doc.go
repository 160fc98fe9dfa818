// Package console makes text harmless where it is printed: to a terminal, to the
// runner of continuous integration that reads what a step prints, and to a person,
// from whom nothing is hidden. What others named, measured and said passes it once,
// whatever printed it.
//
// It declines the escapes of formats, such as those of CSV, which report owns.
package console
