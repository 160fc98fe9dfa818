// Package python holds the scenarios at the border to an embedded CPython: one
// file a scenario, a package value each. It owns what the arms do on their
// timed path, the C steps included; the interpreter and its objects are
// package cpython's. The literals stand in every build, so that a list can
// name them; the arms need the build tag cpython and cgo.
package python
