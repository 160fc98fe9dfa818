// Package procgroup starts commands as heads of process groups of their own, so
// that what they start ends with them. It needs the standard library only.
package procgroup
