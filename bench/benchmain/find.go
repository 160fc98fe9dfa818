package benchmain

import (
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

var errNone = errors.New("this needs the command bufbench, which is not on PATH (try: " +
	"go install github.com/bufbench/bufbench/cmd/bufbench@latest, or for this module alone: " +
	"go get -tool github.com/bufbench/bufbench/cmd/bufbench)")

// find returns the path of bufbench: on PATH, or as a tool of the module in
// whose folder this runs.
func find() (string, error) {
	if path, err := exec.LookPath("bufbench"); err == nil {
		return path, nil
	}
	out, err := exec.Command("go", "tool", "-n", "bufbench").Output() // it builds the tool if need be, and prints its path
	if err == nil {
		return strings.TrimSpace(string(out)), nil
	}
	var ended *exec.ExitError
	if !errors.As(err, &ended) || strings.Contains(string(ended.Stderr), "no such tool") {
		return "", errNone // no go, or no such tool of this module
	}
	return "", fmt.Errorf("build the tool bufbench of this module: %w: %s", err, strings.TrimSpace(string(ended.Stderr)))
}
