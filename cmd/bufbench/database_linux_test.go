package main

import (
	"net/url"

	"github.com/bufbench/bufbench/internal/track/store/postgrestest"
	"github.com/rogpeppe/go-internal/testscript"
)

func hasDatabase() bool { return postgrestest.Installed() }

// database starts a PostgreSQL for a script, and sets DB to the URL of an empty database.
// DENIED is that of a user with a wrong password.
func database(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: database")
	}
	s, err := postgrestest.New()
	ts.Check(err)
	ts.Defer(func() { s.Close() })
	denied, err := url.Parse(s.URL(postgrestest.Secret, "public"))
	ts.Check(err)
	denied.User = url.UserPassword(postgrestest.Secret, "hunter2")
	ts.Setenv("DB", s.URL("bench", "public"))
	ts.Setenv("DENIED", denied.String())
}
