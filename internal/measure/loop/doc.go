// Package loop times opened arms against each other: [Loop.Calibrate] finds how many
// operations make a sample, [Loop.Round] takes one sample per op in random order, and
// [Loop.Rounds] fills a block with rounds.
//
// Time is a parameter ([Clocks]), so the loop has exact tests. Package clocks reads
// the real ones. The loop declines statistics: it returns raw samples.
package loop
