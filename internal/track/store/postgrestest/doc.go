// Package postgrestest starts a PostgreSQL for tests: a real one, in a folder of its own,
// which nobody reaches from outside.
package postgrestest
