// Package track follows results over commits: it adds runs to a record, reads it along a
// line of commits, and has its changes found.
//
//	texts, histories ─▶ record ─▶ series along commits ─▶ changes ─▶ Outcome
//
// It knows no flags, terminals and exit codes.
package track
