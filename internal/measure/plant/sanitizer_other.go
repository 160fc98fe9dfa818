//go:build !asan

package plant

const sanitizer = false
