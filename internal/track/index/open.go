package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/bufbench/bufbench/internal/host/filelock"
	"github.com/bufbench/bufbench/internal/track/tables"
	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// errBusy is returned while another process makes the index.
var errBusy = errors.New("another process makes the index")

// open opens an index and reads it. It makes one that is missing, damaged or of an older
// version.
func open(ctx context.Context, path string) (*session, error) {
	info, err := os.Lstat(path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no regular file (remove it)", path)
	case err == nil:
		s, err := load(ctx, path)
		if err == nil || stays(ctx, err) {
			return s, err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("look for the index: %w", err)
	}
	if err := remake(ctx, path); err != nil {
		return nil, err
	}
	return load(ctx, path)
}

// stays reports whether an index that could not be read stays as it is: it is of a newer
// bufbench, others write to it, or the command was interrupted.
func stays(ctx context.Context, err error) bool {
	var newer *newerError
	var fault *driver.Error
	const primary = 0xff // of a code with details
	busy := errors.As(err, &fault) && (fault.Code()&primary == lib.SQLITE_BUSY || fault.Code()&primary == lib.SQLITE_LOCKED)
	return errors.As(err, &newer) || busy || ctx.Err() != nil
}

// newerError says that a newer bufbench made the index.
type newerError struct {
	path    string
	version int64
}

// Error implements error.
func (e *newerError) Error() string {
	return fmt.Sprintf("%s was made by a newer bufbench (version %d, and this one knows %d) (update bufbench, or remove the file)", e.path, e.version, tables.Known)
}

// load reads an index that is there. The error is a [newerError], or the index is to be
// made again.
func load(ctx context.Context, path string) (*session, error) {
	db, err := connect(path)
	if err != nil {
		return nil, err
	}
	s := &session{db: db, have: map[string]tables.Entry{}}
	if err := s.load(ctx, path); err != nil {
		db.Close()
		return nil, fmt.Errorf("read the index %s: %w", path, err)
	}
	return s, nil
}

// load reads all of an index, as it is at one moment.
func (s *session) load(ctx context.Context, path string) error {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	switch version, err := sqlite.Version(ctx, tx); {
	case err != nil:
		return err
	case version > tables.Known:
		return &newerError{path, version}
	case version < tables.Known:
		return fmt.Errorf("its version is %d", version)
	}
	entries, err := sqlite.Load(ctx, tx)
	for _, e := range entries {
		if e.File == nil {
			return fmt.Errorf("it is damaged at %s", e.Name)
		}
		s.have[e.Name] = e
	}
	return err
}

// remake makes an index in the place of what is there. One process does so at a time; for
// others it is busy. A process that has the old file open goes on with it.
func remake(ctx context.Context, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the folder of the index: %w", err)
	}
	lock, err := os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("lock the index: %w", err)
	}
	defer lock.Close()
	switch err := filelock.Try(lock); {
	case errors.Is(err, filelock.ErrHeld):
		return errBusy
	case err != nil:
		return fmt.Errorf("lock the index: %w", err)
	}
	if s, err := load(ctx, path); err == nil || stays(ctx, err) {
		if s != nil {
			s.db.Close()
		}
		return err // another process has made it
	}
	for _, ending := range []string{"", "-journal", "-wal", "-shm"} {
		if err := os.Remove(path + ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("make the index again: %w", err)
		}
	}
	db, err := connect(path)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := sqlite.Migrate(ctx, db); err != nil {
		return fmt.Errorf("make the index %s: %w", path, err)
	}
	return nil
}

// connect is a database that is opened when it is needed.
func connect(path string) (*sql.DB, error) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("find the index: %w", err)
	}
	options := url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(10000)", "journal_mode(delete)", "synchronous(off)"}}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(whole), RawQuery: options.Encode()}
	c, err := driver.NewConnector(address.String())
	if err != nil {
		return nil, fmt.Errorf("open the index %s: %w", path, err)
	}
	db := sql.OpenDB(c)
	db.SetMaxOpenConns(1)
	return db, nil
}
