// Package result reads and writes what was measured: Go benchmark text, one
// line a launch and arm, and the journal of raw samples beside it. It has no
// statistics and prints no tables.
package result
