package store

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// address is what people may read of how a database is reached.
type address struct {
	url            string // as it was given, without a password
	user, database string
}

// addressOf is the address in a URL that can be read.
func addressOf(u url.URL, config *pgx.ConnConfig) address {
	if u.User != nil {
		u.User = url.User(u.User.Username())
	}
	secrets := []string{"password", "sslpassword"}
	if q := u.Query(); slices.ContainsFunc(secrets, q.Has) {
		for _, s := range secrets {
			q.Del(s)
		}
		u.RawQuery = q.Encode()
	}
	return address{u.String(), config.User, config.Database}
}

// Open is the record in the database at a URL, as psql takes it. The standard variables
// and files of PostgreSQL, such as PGPASSWORD and ~/.pgpass, say what the URL does not.
func Open(text string) (*Store, error) {
	if !strings.HasPrefix(text, "postgres://") && !strings.HasPrefix(text, "postgresql://") {
		return nil, option.Errorf("db", "it is no URL of a database, such as postgres://user@host:5432/database")
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil, option.Errorf("db", "the URL cannot be read (leave the password to PGPASSWORD or ~/.pgpass: in a URL %%40 stands for @, and %%2F for /)")
	}
	config, err := pgx.ParseConfig(text)
	if err != nil {
		return nil, option.Errorf("db", "the URL cannot be read: %s", misread(err))
	}
	const patience = 10 * time.Second
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = patience
	}
	return &Store{db: stdlib.OpenDB(*config), address: addressOf(*u, config)}, nil
}

// misread says why a URL was refused. It repeats nothing of the URL, which may have a
// password in any place.
func misread(err error) string {
	why := err.Error()
	why = why[strings.LastIndex(why, "`: ")+1:] // behind the URL
	why, _, _ = strings.Cut(why, " (")          // the details
	return strings.TrimPrefix(why, ": ")
}
