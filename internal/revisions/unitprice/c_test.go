//go:build cgo

package unitprice_test

// withC reports whether there is a C compiler: this test was built by one.
const withC = true
