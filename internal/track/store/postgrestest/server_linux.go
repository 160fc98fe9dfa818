package postgrestest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// ErrMissing is returned where PostgreSQL is not installed.
var ErrMissing = errors.New("there is no PostgreSQL (apt-get install postgresql)")

// Secret is a user that needs the password "of the test", and owns nothing.
const Secret = "secret"

// Installed reports whether there is a PostgreSQL to start.
func Installed() bool {
	_, err := programs()
	return err == nil
}

// Server is a PostgreSQL on a socket in its own folder.
type Server struct {
	dir string
	bin string // of its programs
	as  *syscall.Credential
	run *exec.Cmd
}

// New makes a server and starts it. It is to be closed.
func New() (*Server, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	// The path of a socket has 107 bytes at most, so it is none of a test's folder.
	dir, err := os.MkdirTemp("/tmp", "bufbench-pg-")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, bin: bin}
	if err = s.init(); err == nil {
		err = s.Start()
	}
	if err == nil {
		err = s.Exec("public", "CREATE ROLE "+Secret+" LOGIN PASSWORD 'of the test'")
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// programs is the folder with the programs of the newest release.
func programs() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(path), nil
		}
	}
	all, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // Debian's
	if err != nil || len(all) == 0 {
		return "", ErrMissing
	}
	release := func(path string) int {
		n, _ := strconv.Atoi(strings.Split(path, "/")[4])
		return n
	}
	return filepath.Dir(slices.MaxFunc(all, func(a, b string) int { return release(a) - release(b) })), nil
}

// other is a user that is not root, as whom PostgreSQL runs; nil if we are none.
func other() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, wrong := strconv.ParseUint(u.Uid, 10, 32)
		gid, bad := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(wrong, bad); err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, errors.New("there is neither a user postgres nor nobody, and PostgreSQL does not run as root")
}

// init makes the databases.
func (s *Server) init() (err error) {
	if s.as, err = other(); err != nil {
		return err
	}
	if s.as != nil {
		if err := os.Chown(s.dir, int(s.as.Uid), int(s.as.Gid)); err != nil {
			return err
		}
	}
	cmd := s.command(context.Background(), "initdb", "-D", s.data(), "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", "--no-instructions")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	return os.WriteFile(filepath.Join(s.data(), "pg_hba.conf"), []byte("local all "+Secret+" scram-sha-256\nlocal all all trust\n"), 0o644)
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// command is a program of PostgreSQL.
func (s *Server) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(s.bin, name), args...)
	cmd.Dir = s.dir
	cmd.Env = []string{"LC_ALL=C", "TZ=UTC", "PATH=" + os.Getenv("PATH"), "HOME=" + s.dir}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.as}
	return cmd
}

// Start starts the server, and waits until it takes connections.
func (s *Server) Start() error {
	cmd := s.command(context.Background(), "postgres", "-D", s.data(), "-k", s.dir, "-h", "",
		"-c", "fsync=off", "-c", "full_page_writes=off", "-c", "wal_level=minimal", "-c", "max_wal_senders=0",
		"-c", "autovacuum=off", "-c", "shared_buffers=16MB", "-c", "max_connections=100", "-c", "jit=off")
	cmd.SysProcAttr.Pdeathsig = syscall.SIGQUIT // to stop at once, if this process is killed
	said, err := cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	var log bytes.Buffer
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		fmt.Fprintln(&log, lines.Text())
		if strings.Contains(lines.Text(), "ready to accept connections") {
			s.run = cmd
			go io.Copy(io.Discard, said) // it would wait for a full pipe
			return nil
		}
	}
	return fmt.Errorf("start postgres: %w: %s", cmd.Wait(), &log)
}

// Stop stops the server at once, without a word to its clients.
func (s *Server) Stop() error {
	if s.run == nil {
		return nil
	}
	err := s.run.Process.Signal(syscall.SIGQUIT)
	s.run.Wait()
	s.run = nil
	return err
}

// Close stops the server and removes all of it.
func (s *Server) Close() error { return errors.Join(s.Stop(), os.RemoveAll(s.dir)) }

// URL is that of a schema for a user. The user bench owns all schemas.
func (s *Server) URL(user, schema string) string {
	u := url.URL{Scheme: "postgres", User: url.User(user), Path: "/postgres", RawQuery: "host=" + s.dir + "&search_path=" + schema}
	return u.String()
}

// Exec runs statements in a schema by psql, and returns an error with what it says.
func (s *Server) Exec(schema, statements string) error {
	_, err := s.Query(schema, statements)
	return err
}

// Query is what psql prints, without titles.
func (s *Server) Query(schema, statements string) (string, error) {
	cmd := s.command(context.Background(), "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", s.dir, "-U", "bench", "-c", "SET search_path TO "+schema+"; "+statements, "postgres")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("psql: %w: %s", err, out)
	}
	return strings.TrimSpace(string(out)), nil
}
