// Package check is the gate: it holds results against the claims of a project and
// against a baseline that was kept on the same machine.
//
//	Spec ─▶ Results ─▶ Run: texts ─▶ gate.Judge, gate.Baseline ─▶ Outcome ─▶ Save
//
// It knows no flags and no exit codes. Files of claims are read by the caller.
package check
