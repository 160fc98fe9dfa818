package store

import (
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// address is what people may read of how a database is reached.
type address struct {
	user, host string
	port       uint16
	database   string
}

// String is a URL without a password.
func (a address) String() string {
	u := url.URL{Scheme: "postgres", Host: net.JoinHostPort(a.host, strconv.Itoa(int(a.port))), Path: "/" + a.database}
	if strings.HasPrefix(a.host, "/") { // the folder of a socket
		u.Host, u.RawQuery = "", "host="+a.host+"&port="+strconv.Itoa(int(a.port))
	}
	if a.user != "" {
		u.User = url.User(a.user)
	}
	return u.String()
}

// Open is the record in the database at a URL, as psql takes it. The standard variables
// and files of PostgreSQL, such as PGPASSWORD and ~/.pgpass, say what the URL does not.
func Open(text string) (*Store, error) {
	if !strings.HasPrefix(text, "postgres://") && !strings.HasPrefix(text, "postgresql://") {
		return nil, option.Errorf("db", "it is no URL of a database, such as postgres://user@host:5432/database")
	}
	config, err := pgx.ParseConfig(text)
	if err != nil {
		return nil, option.Errorf("db", "%s", misread(text, err))
	}
	const patience = 10 * time.Second
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = patience
	}
	s := &Store{db: stdlib.OpenDB(*config), address: address{config.User, config.Host, config.Port, config.Database}}
	return s, nil
}

// misread says why a URL cannot be read. It repeats nothing of the URL, which may have a
// password in any place.
func misread(text string, err error) string {
	if _, bad := url.Parse(text); bad != nil {
		return "the URL cannot be read (leave the password to PGPASSWORD or ~/.pgpass: in a URL %40 stands for @, and %2F for /)"
	}
	why := err.Error()
	if _, after, found := strings.Cut(why, "`: "); found { // behind the URL
		why = after[strings.LastIndex(after, "`: ")+1:]
	}
	why, _, _ = strings.Cut(why, " (") // the details
	return "the URL cannot be read: " + strings.TrimPrefix(why, ": ")
}
