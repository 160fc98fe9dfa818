// Package goheap holds the scenarios within Go's own heap: one file a
// scenario, a package value each. It needs nothing but Go.
package goheap
