// Package console makes text harmless before it is printed. A terminal gets no
// orders. A runner of continuous integration reads the output of a step, and finds no
// commands in it. From a person, nothing is hidden. All text from others, such as
// names, measurements and messages, passes this package once, whatever prints it.
//
// It declines the escapes of formats, such as those of CSV: package report owns them.
package console
