// Package procgroup starts commands as heads of process groups of their own, so that
// their children end with them. It needs the standard library only.
package procgroup
