//go:build !cpython || !cgo

package cpython

// Ready returns a *[Missing]: this program was built without CPython.
func Ready() error {
	return &Missing{Reason: "built without CPython", Hint: "install python3-dev and build with -tags cpython"}
}
