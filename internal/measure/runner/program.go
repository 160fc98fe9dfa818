package runner

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/bufbench/bufbench/internal/host/regular"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// Program is an executable for child processes. It is held open from the planning of a
// run on, and all children run this very program. A new build at the same path is
// never started.
type Program struct {
	path string   // its name in children and errors
	file *os.File // at that path when it was held
	hash [sha256.Size]byte
	when stamp // of the file, with that hash
	held bool  // the held file itself is started; else the path, after a look at what is there
}

// Hold opens the executable at a path.
func Hold(path string) (*Program, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	f, err := regular.Open(path, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	return hold(path, f)
}

func hold(path string, f *os.File) (*Program, error) {
	p := &Program{path: path, file: f, when: stampOf(f)}
	var err error
	if p.hash, err = hashOf(f); err != nil {
		f.Close()
		return nil, fmt.Errorf("read the program: %w", err)
	}
	p.held = canStart(f) && !isScript(f)
	return p, nil
}

// isScript reports whether the file is a script. The system then starts the
// interpreter of the script, and this opens the script by its name.
func isScript(f *os.File) bool {
	var head [2]byte
	n, _ := f.ReadAt(head[:], 0)
	return bytes.Equal(head[:n], []byte("#!"))
}

func hashOf(f *os.File) (sum [sha256.Size]byte, err error) {
	h := sha256.New()
	const most = 1 << 40
	if _, err := io.Copy(h, io.NewSectionReader(f, 0, most)); err != nil {
		return sum, err
	}
	h.Sum(sum[:0])
	return sum, nil
}

// Hash tells programs apart by their bytes: SHA-256 in hexadecimal.
func (p *Program) Hash() string { return hex.EncodeToString(p.hash[:]) }

// ReadAt reads the executable.
func (p *Program) ReadAt(b []byte, at int64) (int, error) { return p.file.ReadAt(b, at) }

// Close lets go of the executable. No child can be started any more.
func (p *Program) Close() error { return p.file.Close() }

// Children starts children of the program with args, which must call
// child.Serve on standard input and output. Limit is how long a child may be
// silent before it counts as hung; 0 means a minute.
func (p *Program) Children(args []string, limit time.Duration) Launcher {
	if limit == 0 {
		limit = time.Minute
	}
	return func(ctx context.Context, job launch.Job, receive func(launch.Message)) error {
		if err := p.same(); err != nil {
			return fmt.Errorf("%w: %w", ErrStart, err)
		}
		cmd := exec.CommandContext(ctx, p.target(), args...)
		cmd.Args[0] = p.path
		child := &process{cmd: cmd, limit: limit, started: p.same}
		return child.run(job, receive)
	}
}

// target is what is executed.
func (p *Program) target() string {
	if p.held {
		return held(p.file)
	}
	return p.path
}

var errReplaced = errors.New("the program is another one than the run was planned with: it was built or copied anew in the meantime (what was measured is kept; start anew, and build under another name meanwhile)")

// same returns an error if the file to start has other bytes than the held one.
func (p *Program) same() error {
	f := p.file
	if !p.held {
		now, err := regular.Open(p.path, os.O_RDONLY)
		if err != nil {
			return fmt.Errorf("%s: %w: %w", p.path, errReplaced, err)
		}
		defer now.Close()
		f = now
	}
	now := stampOf(f)
	if p.held && now == p.when {
		return nil
	}
	sum, err := hashOf(f)
	if err == nil && sum != p.hash {
		err = errReplaced
	}
	if err != nil {
		return fmt.Errorf("%s: %w", p.path, err)
	}
	p.when = now
	return nil
}
