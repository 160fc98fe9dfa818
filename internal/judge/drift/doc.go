// Package drift tells moves of a machine from changes of a project. The works of the
// machine do not depend on the project. When all of them take longer at one commit, and all
// benchmarks do, the machine was slower. [Cancel] divides that out.
//
// Values come in, values go out: it declines files, commits and words.
package drift
