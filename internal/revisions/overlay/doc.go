// Package overlay has the go command build changed files of the standard library
// in place of its own, by its flag -overlay, without touching the library.
//
// It declines what is changed, and why.
package overlay
