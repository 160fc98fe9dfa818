//go:build !linux

package kernel

import "testing"

// pages returns n zero bytes; huge pages cannot be asked for here.
func pages(b *testing.B, n int, _ bool) []byte {
	b.Helper()
	return make([]byte, n)
}
