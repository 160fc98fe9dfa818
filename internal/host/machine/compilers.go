package machine

import (
	"cmp"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// compilersHere are the C compilers on PATH, as "gcc 12.2.0", the one that cgo
// takes first. It asks each for its version, for at most two seconds.
func compilersHere() (found []string) {
	var seen []string
	for _, name := range []string{cmp.Or(os.Getenv("CC"), "gcc"), "gcc", "clang", "cc"} {
		program, err := exec.LookPath(programOf(name))
		if err != nil {
			continue
		}
		file, err := filepath.EvalSymlinks(program)
		if err != nil || slices.Contains(seen, file) {
			continue
		}
		seen = append(seen, file)
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		cmd := exec.CommandContext(ctx, program, "--version")
		cmd.WaitDelay = 100 * time.Millisecond
		out, err := cmd.Output()
		cancel()
		if err == nil {
			found = append(found, versioned(filepath.Base(program), string(out)))
		}
	}
	return found
}

// programOf is the compiler of a setting such as CC="ccache gcc -m64".
func programOf(setting string) string {
	for word := range strings.FieldsSeq(setting) {
		if !slices.Contains([]string{"ccache", "sccache", "distcc"}, word) {
			return word
		}
	}
	return ""
}

var version = regexp.MustCompile(`[0-9]+(\.[0-9]+)+`)

// versioned returns a program's name and the first version in the first line of its
// output. Makers put versions of their own into parentheses, which do not count.
func versioned(program, said string) string {
	line, _, _ := strings.Cut(said, "\n")
	return strings.TrimSpace(program + " " + version.FindString(unbracketed(line)))
}
