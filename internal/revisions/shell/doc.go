// Package shell runs command lines, each as a whole, and times them.
//
// It does not know the purpose of a line.
package shell
