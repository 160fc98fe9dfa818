// Package sqlite has SQLite in C, by the driver mattn/go-sqlite3, as a rival of SQLite in Go.
package sqlite
