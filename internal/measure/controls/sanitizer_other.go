//go:build !asan

package controls

const sanitizer = false
