package callgrind

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/host/procgroup"
)

// lost begins the line in which the hooks say why they gave up.
const lost = "callgrind hooks: "

// Run counts one benchmark. The error says why there is no count; the output is
// there even so, if the binary ran. When ctx ends, all that was started ends.
//
// The collector is off: iterations times what one allocates must fit in memory.
func Run(ctx context.Context, c Command) (Count, error) {
	if c.Iterations == 0 {
		c.Iterations = 10
	}
	count, err := c.run(ctx)
	if err != nil {
		return count, fmt.Errorf("count instructions of %s in %s: %w", c.Pattern, c.Binary, err)
	}
	return count, nil
}

func (c Command) run(ctx context.Context) (Count, error) {
	if why := Lack(); why != "" {
		return Count{}, errors.New(why)
	}
	binary, err := filepath.Abs(c.Binary) // the binary runs in another folder
	if err != nil {
		return Count{}, err
	}
	scratch, err := os.MkdirTemp(c.Temp, "callgrind")
	if err != nil {
		return Count{}, err
	}
	defer os.RemoveAll(scratch)
	counts := filepath.Join(scratch, "counts")
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, "valgrind", c.arguments(binary, counts)...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = c.Dir, c.environment(), &stdout, &stderr
	cmd.WaitDelay = procgroup.Delay
	procgroup.Apart(cmd)
	err = cmd.Run()
	count := Count{Iterations: c.Iterations, Output: stdout.Bytes()}
	if ctx.Err() != nil {
		return count, context.Cause(ctx)
	}
	if err != nil {
		return count, fmt.Errorf("%w: %s", err, reason(stderr.String(), stdout.String()))
	}
	if err := c.check(stdout.Bytes(), stderr.String()); err != nil {
		return count, err
	}
	if err := count.read(counts); err != nil {
		return count, err
	}
	if count.Instructions == 0 {
		return count, errors.New("nothing was collected: was the binary built with the overlay (go test -c -overlay)?")
	}
	return count, nil
}

// check wants one result, of as many iterations as were asked for, of a
// benchmark that the hooks could follow.
func (c Command) check(stdout []byte, stderr string) error {
	all := iterations(stdout)
	if len(all) == 0 {
		return errors.New("no benchmark gave a result: none has that name, or it was skipped")
	}
	for line := range strings.Lines(stderr) {
		if why, ok := strings.CutPrefix(line, lost); ok {
			return errors.New(strings.TrimSpace(why) + ": what it takes is not counted whole")
		}
	}
	switch {
	case len(all) > 1:
		return fmt.Errorf("%d benchmarks gave results, want one: take a pattern that matches one only", len(all))
	case all[0] != c.Iterations:
		return fmt.Errorf("the result is of %d iterations, want %d", all[0], c.Iterations)
	}
	return nil
}

// reason returns the line that tells most about a failed binary: the first complaint of
// the binary or of valgrind, or the name of the failed benchmark.
func reason(stderr, stdout string) string {
	for line := range strings.Lines(stderr) {
		if line = strings.TrimSpace(line); line != "" {
			return line
		}
	}
	for line := range strings.Lines(stdout) {
		if strings.HasPrefix(line, "--- FAIL") {
			return strings.TrimSpace(line)
		}
	}
	return "it did not say why"
}
