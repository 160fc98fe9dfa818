// Package buffer is Go's buffer protocol: memory of any owner, seen as an array
// of items, with the semantics of Python's memoryview.
//
// A [View] is a window onto memory that somebody else owns: a format, a shape,
// strides and suboffsets, as a Py_buffer has them. It is made by [Of] over a Go
// slice, by [New] over the regions of a [Lease], or by [At] for an exporter that
// does not tell its bounds. Slicing, transposing and casting give further views
// and copy nothing. [As] and [View.With] reach the memory itself. Kernels loop over
// [View.Runs] and [Strided].
//
// Two functions copy, [View.CopyTo] and [View.AppendCopy], and [Copied] counts their
// bytes.
//
// # Lifetime
//
// Every view counts on its [Lease] by itself, a slice too, so views may be
// released in any order. The owner's release function runs once, when the last
// view is gone. Using a released view is an error. Operations hold the lease
// while they run, so that a Release on another goroutine waits for none of them
// and takes the memory from none of them. Nothing can revoke the slice of [As]: the
// caller must not use it after Release.
//
// A view that nobody releases keeps its owner for good; there is no finalizer.
//
// # Where it differs from CPython
//
//   - CPython disagrees with itself about an empty one-dimensional view of another
//     stride than its item size: PyBuffer_IsContiguous says yes,
//     memoryview.c_contiguous says no. [View.Contiguous] says yes, and so such a
//     view can be cast.
//   - Suboffsets that are all negative are none. CPython calls a buffer with such
//     an array not contiguous.
//   - A slice must not make a suboffset negative. CPython makes the slice, and takes
//     the suboffset for "no pointer here".
//   - Slices and sub-views of any dimension, transposing, and formats of several
//     values can be had; memoryview refuses them. [View.Equal] keeps to what
//     Python's struct module can decode.
//   - Every byte but 0 of format ? is true to [View.Equal]. memoryview compares
//     bytes.
//   - [View.List] of an empty view needs a format that can be decoded;
//     memoryview gives an empty list for some that cannot.
//   - The description of a view (shape, strides, format) outlives its release.
//
// The package declines to know of Python, of cgo and of benchmarks.
package buffer
