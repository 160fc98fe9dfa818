// Package store keeps a record in PostgreSQL, where many machines add to it at once.
//
// The database holds the text of every file, as a folder does, and beside it the tables
// of what is read of them. A file is added in one transaction: it is there when Keep
// returns, whatever becomes of this process. Nothing is ever changed or deleted.
//
// It declines commits, series and words. No error of it has a password.
package store
