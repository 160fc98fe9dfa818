package callgrind

import (
	"bytes"
	"fmt"
	"os/exec"
)

// Lack returns why instructions cannot be counted here, and a command against it. It
// returns "" if the valgrind on PATH has callgrind.
func Lack() string {
	const lacking = "instructions: not available (%s; try: %s)"
	path, err := exec.LookPath("valgrind")
	if err != nil {
		return fmt.Sprintf(lacking, "valgrind is not on PATH", "apt-get install valgrind")
	}
	help, err := exec.Command(path, "--tool=callgrind", "--help").CombinedOutput()
	switch {
	case err != nil:
		first, _, _ := bytes.Cut(bytes.TrimSpace(help), []byte("\n"))
		return fmt.Sprintf(lacking, fmt.Sprintf("%s --tool=callgrind: %v: %s", path, err, first), "apt-get install --reinstall valgrind")
	case !bytes.Contains(help, []byte("--collect-atstart")):
		return fmt.Sprintf(lacking, path+" has a callgrind without --collect-atstart", "apt-get install valgrind, and PATH=/usr/bin:$PATH")
	}
	return ""
}
