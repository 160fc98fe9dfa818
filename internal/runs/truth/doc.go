// Package truth asks whether this build and this machine tell the truth. [Try] tries
// the controls: arms that lie, and must be caught. [SelfTest] compares
// identical code with itself, as a run does at its end. [Calibrate] does so for
// longer, and says which planted slowdowns this machine finds. A [File] keeps what
// calibrations found.
//
// It launches works and controls of package plant, and judges them. It returns values:
// others print them, and make exit codes of them.
package truth
