// Package exit decides the exit code of a command. Errors and documents go in, and an
// error goes out that [Code] turns into a code. docs/exit-codes.md has the same rules as
// a table.
//
// It measures nothing and judges nothing: a document says what was found.
package exit
