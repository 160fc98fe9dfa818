//go:build !linux

package scratch

// end does nothing: only Linux shows the environment of other processes.
func end(string) {}
