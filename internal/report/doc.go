// Package report prints what was found: tables for people, JSON for programs.
// It decides nothing.
package report
