// Package show reads the results files of earlier runs and judges their lines again, as
// [session.Judge] did when they were measured. It measures nothing.
//
//	files ─▶ File ─▶ lines of one machine and build ─▶ Outcome
//
// A file may be packed, cut, of an older version, or written by another program. The
// package judges the rest, and names the missing parts. Scenarios are known from this
// program, or else from the names in the file alone.
package show
