// Package works lists the works of the trial (see internal/measure/plant). Their
// differences are known, so a tool's verdicts on them are right or wrong.
//
// The same works run under `go test -bench` and in launches of bufbench.
package works
