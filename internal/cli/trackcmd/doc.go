// Package trackcmd is the command track, a family of commands about the record of results
// over commits. Each reads its flags, calls package track of the runs, and prints its
// document.
package trackcmd
