package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// fault is an error of the database with its reason and its remedy. Doing says in which
// work it happened.
func (s *Store) fault(doing string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	var said *pgconn.PgError
	var unreached *pgconn.ConnectError
	var newer *newerError
	why, mend := err.Error(), ""
	switch {
	case errors.As(err, &newer):
		why = newer.Error()
	case errors.As(err, &said):
		why, mend = said.Message, s.mend(said.Code)
	case errors.As(err, &unreached):
		why = "it cannot be reached: " + cause(unreached)
		mend = "is it running there? psql takes the same URL"
	case isLost(err):
		why, mend = "the connection was lost: "+why, again
	}
	if mend != "" {
		why += " (" + mend + ")"
	}
	return fmt.Errorf("%s %s: %s", doing, s, why)
}

// again is what to do when a command was cut off.
const again = "what was reported is kept; type the same command again, and each run counts once"

// mend is what to type against an error of PostgreSQL, by its code.
func (s *Store) mend(code string) string {
	switch code {
	case "28P01", "28000": // the password or the user is refused
		return "PGPASSWORD or a line of ~/.pgpass holds the password"
	case "3D000": // there is no such database
		return "createdb " + s.address.database + " makes it"
	case "42501": // no permission
		return "its owner types: GRANT USAGE, CREATE ON SCHEMA public TO " + s.address.user + "; GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO " + s.address.user
	case "3F000": // there is no schema
		return "search_path in the URL names a schema that is there, and that " + s.address.user + " may use"
	case "25006": // it only reads
		return "name the primary server"
	}
	switch {
	case strings.HasPrefix(code, "57P"), strings.HasPrefix(code, "08"): // it was stopped
		return again
	case strings.HasPrefix(code, "53"): // no room, no memory, too many connections
		return "nothing was added; type the same command again when there is room"
	}
	return ""
}

// isLost reports whether a connection was lost.
func isLost(err error) bool {
	var broken *net.OpError
	return errors.As(err, &broken) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || errors.Is(err, driver.ErrBadConn) || strings.Contains(err.Error(), "conn closed")
}

// cause is why the last of the hosts that were tried was not reached.
func cause(err *pgconn.ConnectError) string {
	var dialed *net.OpError
	if errors.As(err, &dialed) {
		return dialed.Error()
	}
	text := strings.TrimSpace(errors.Unwrap(err).Error())
	return strings.TrimSpace(text[strings.LastIndexByte(text, '\n')+1:])
}
