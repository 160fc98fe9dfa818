//go:build unix

package turns

// Lack says why turns cannot be taken here, or "" where they can.
func Lack() string { return "" }
