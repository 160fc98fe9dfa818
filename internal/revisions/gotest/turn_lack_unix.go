//go:build unix

package gotest

// TurnsLack returns why processes cannot take turns on this system, or "" if they can.
func TurnsLack() string { return "" }
