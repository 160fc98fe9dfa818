// Package pythons finds the CPythons of this machine and builds extension
// modules for them, as their users would. It embeds none: that is package
// cpython's.
package pythons

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Python is a CPython from 3.8 on, of 64 bits, that extensions can be built for.
type Python struct {
	Program   string // an absolute path, whatever shim it was found by
	Version   string // 3.11.2
	Headers   string // the folder of its Python.h
	PkgConfig string // the folder of its python3.pc
}

// Minor is the version that an extension is built for, such as 3.11.
func (p Python) Minor() string { return p.Version[:strings.LastIndexByte(p.Version, '.')] }

// patience is how long a program may take to say what it is, on a busy machine too.
const patience = 20 * time.Second

// answer is what a program prints.
func answer(program string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.WaitDelay = time.Second
	return cmd.Output()
}

// question asks a Python what it is: a fact a line.
const question = `import sys, sysconfig
print(sys.implementation.name)
print('%d.%d.%d' % sys.version_info[:3])
print(sys.maxsize.bit_length() + 1)
print(sys.executable)
print(sysconfig.get_path('include'))
print(sysconfig.get_config_var('LIBPC') or '')`

// At asks the Python that program starts, a path or a name on PATH. The error
// says why no extension can be built for it.
func At(program string) (Python, error) {
	out, err := answer(program, "-I", "-c", question)
	if err != nil {
		return Python{}, fmt.Errorf("ask %s what it is: %w", program, err)
	}
	facts := strings.Split(strings.TrimRight(string(out), "\r\n"), "\n")
	if len(facts) != 6 {
		return Python{}, fmt.Errorf("ask %s what it is: want 6 lines, got %q", program, out)
	}
	p := Python{Version: facts[1], Program: facts[3], Headers: facts[4], PkgConfig: facts[5]}
	if err := p.fit(facts[0], facts[2]); err != nil {
		return Python{}, fmt.Errorf("build extensions for %s: %w", program, err)
	}
	return p, nil
}

// fit says why no extension can be built for p.
func (p Python) fit(implementation, bits string) error {
	var major, minor int
	if _, err := fmt.Sscanf(p.Version, "%d.%d", &major, &minor); err != nil {
		return fmt.Errorf("its version is %q: %w", p.Version, err)
	}
	switch {
	case implementation != "cpython":
		return fmt.Errorf("it is %s, not cpython", implementation)
	case major != 3 || minor < 8:
		return fmt.Errorf("it is %s, older than 3.8", p.Version)
	case bits != strconv.Itoa(64):
		return fmt.Errorf("it has %s bits, not 64", bits)
	}
	for _, file := range []string{filepath.Join(p.Headers, "Python.h"), filepath.Join(p.PkgConfig, "python3.pc")} {
		if _, err := os.Stat(file); err != nil {
			return fmt.Errorf("it has no headers (on Debian, try: apt-get install python3-dev): %w", err)
		}
	}
	return nil
}

// errNone is that there is nothing to build for.
var errNone = errors.New("find a cpython from 3.8 on with headers: there is none on PATH (on Debian, try: apt-get install python3-dev)")
