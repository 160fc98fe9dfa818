//go:build !cgo

package unitprice_test

// withC reports whether there is a C compiler. Nobody knows.
const withC = false
