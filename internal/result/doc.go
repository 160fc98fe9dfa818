// Package result reads and writes what was measured: Go benchmark text, its own
// (one line a launch and arm) and anybody's, the journal of raw samples beside
// it, and baselines. It has no statistics and prints no tables.
package result
