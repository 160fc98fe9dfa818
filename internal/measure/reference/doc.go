// Package reference describes what is timed beside the arms of a scenario, in the
// same rounds. A ceiling is the best that this machine can do, such as copying
// touched memory. A probe is one constant of the machine, such as an empty cgo call.
//
// A reference is no answer to "copy or view?", so nothing proves it.
package reference
