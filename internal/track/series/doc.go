// Package series sorts the runs of a record into series: one benchmark in one unit on one
// machine and build, over commits. Times of different machines are never joined. Where
// two commits were compared in turn, it also keeps their ratio.
//
// It reads files of the record and declines the order of commits, changes and words.
package series
