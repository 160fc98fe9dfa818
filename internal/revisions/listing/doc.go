// Package listing shows where in one function the CPU samples of a profile are: beside
// the lines of its source, and beside its instructions. It reads source files and ELF
// programs as they lie on this machine. What cannot be shown has a reason.
//
// It declines which function that is, and words beside those reasons.
package listing
