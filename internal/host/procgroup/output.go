package procgroup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// Delay is how long the output of a command may take to arrive once it has ended. On a
// busy machine that is more than a second. A process that it left behind may hold the
// output open for ever.
const Delay = 10 * time.Second

// Output runs a command apart (see [Apart]) and returns what it printed. The error has
// its words on standard error, or says that the command is missing, or that ctx ended.
// The command must have been made with ctx.
func Output(ctx context.Context, cmd *exec.Cmd) (string, error) {
	Apart(cmd)
	cmd.WaitDelay = Delay
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	switch said := strings.TrimSpace(stderr.String()); {
	case errors.Is(err, exec.ErrNotFound):
		err = fmt.Errorf("there is no %s on PATH: install it", cmd.Args[0])
	case err != nil && said != "":
		err = errors.New(said)
	}
	return stdout.String(), err
}
