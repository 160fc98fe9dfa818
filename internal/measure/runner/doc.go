// Package runner measures: it turns a [Plan] into launches (fresh child
// processes that each visit cases of one scenario), proves every arm before
// timing it, and hands on raw records. Parent and child talk over pipes, a
// JSON message a line; a child that crashes, hangs or is killed costs one
// launch of one case.
//
// It declines statistics: how many launches are enough is a [Rule] that it is
// handed.
package runner
