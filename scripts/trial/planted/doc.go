// Package planted lists the works of the trial: those of known difference (see
// internal/measure/planted) whose verdicts are right or wrong, so that they try tools that
// judge measurements.
//
// The same works run under `go test -bench` and in launches of bufbench.
package planted
