// Package clib holds the scenario over real C libraries: zlib and OpenBLAS are
// called on memory of Go's, C's and Python's, by its address or on a copy.
//
// It owns the C memory, the streams and the loans of each block, from their
// making to their release. It declines to judge the libraries, and everything
// that a library keeps beyond a call. Its bodies stand behind the build tag
// clibs, those over Python's memory behind cpython too; without them it still
// builds, and its scenario is listed and says what is missing.
package clib
