// Package record keeps the runs of a project as Go benchmark text, in a folder that git
// can keep.
//
// A file holds what was added in one go: one run, or the history of another tool. It is
// written once and never changed. Its name ends in the hash of its contents. So the
// same run twice is one file, two branches merge without a conflict, and a file that was
// cut or edited is found. The speed of the machine at an addition stands behind the
// contents with a hash of its own, because it is no part of the run.
//
// It declines order, series and changes.
package record
