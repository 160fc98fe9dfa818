// Package tables keeps the files of a record in the tables of a database, as they are
// read: which series a run has values of, and the values.
//
// SQLite and PostgreSQL have the same tables, made by the same migrations. What is read
// from tables is checked by hashes. A row that does not fit is as if it were not there,
// and the text says what it said.
//
// It declines connections, and the order of commits.
package tables
