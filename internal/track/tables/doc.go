// Package tables keeps the files of a record in the tables of a database: their runs, the
// series of each run, and the values.
//
// SQLite and PostgreSQL have the same tables, made by the same migrations. All rows are
// checked by hashes. A damaged row counts as missing, and its text is read instead.
//
// It declines connections, and the order of commits.
package tables
