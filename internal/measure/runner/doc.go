// Package runner measures a [Plan] in launches: fresh child processes that each visit
// cases of one scenario. It has every arm proven before timing, and hands on raw records.
// Parent and child talk over pipes, one JSON message per line. A child that crashes,
// hangs or is killed costs one launch of one case.
//
// The runner declines statistics. It is handed a [Rule], which says how many launches are
// enough.
package runner
