// Package session measures scenarios: one run, from what was asked for to lines of
// results and an answer. It runs in stages:
//
//	Spec ─▶ describe ─▶ plan ─▶ launches ─▶ lines ─▶ Outcome
//
// A [Spec] is checked and becomes a [runner.Plan]. While launches are made, [search]
// says which cases need more of them, and [cells] keeps their lines. A [Watch] is told
// what happens. The package knows no flags, terminals or exit codes: a mistake in a
// Spec is an [option.Error].
package session
