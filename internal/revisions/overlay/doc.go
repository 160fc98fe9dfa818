// Package overlay replaces files of the standard library in a build, by the flag
// -overlay of the go command, without touching the library.
//
// It does not know the changes, or their purpose.
package overlay
