//go:build !cpython || !cgo

package cpython

// absent is what everything returns in a build without CPython. There is neither an
// interpreter nor an object in it, so methods are called on nil alone.
func absent() error {
	return &Missing{Reason: "built without CPython", Hint: "install python3-dev and build with -tags cpython"}
}
