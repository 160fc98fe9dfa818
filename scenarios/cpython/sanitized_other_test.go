//go:build !asan && cpython && cgo

package cpython

const sanitized = false
