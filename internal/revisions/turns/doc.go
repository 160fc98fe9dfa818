// Package turns has test binaries of package testing measure sample by sample in
// turn, in processes that live side by side: package testing is built with hooks
// in it ([Overlay]) that wait before each sample until it is the process's turn
// ([Turn]). What is timed stays as it is, and so do the benchmarks.
//
// Samples that are apart by less than a millisecond meet the same neighbours on
// the machine, and the same processor, which launches one after the other do not.
//
// It declines to start processes, to read what they print, and whose turn it is.
package turns
