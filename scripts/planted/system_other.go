//go:build !linux

package main

// systemCosts are none: how pages are given back, and how system calls are counted, is
// known for Linux only.
func systemCosts() []cost { return nil }
