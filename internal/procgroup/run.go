package procgroup

import (
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

// Run runs a command that has a context, apart (see [Apart]), and copies what it
// prints until it ends; either writer may be nil. Wall is how long it took,
// whatever it left behind: processes of its group that go on are killed, and an
// output that others hold open is given up after a second.
func Run(cmd *exec.Cmd, stdout, stderr io.Writer) (wall time.Duration, err error) {
	Apart(cmd)
	var open []*os.File
	var copying sync.WaitGroup
	redirect := func(to io.Writer) (*os.File, error) {
		if to == nil {
			return nil, nil
		}
		r, w, err := os.Pipe()
		if err != nil {
			return nil, err
		}
		open = append(open, r)
		copying.Go(func() { io.Copy(to, r) })
		return w, nil
	}
	// Files, so that Wait ends with the process.
	out, err := redirect(stdout)
	if err != nil {
		return 0, err
	}
	said, err := redirect(stderr)
	if err == nil {
		if out != nil {
			cmd.Stdout = out
		}
		if said != nil {
			cmd.Stderr = said
		}
		start := time.Now()
		if err = cmd.Start(); err == nil {
			closeAll(out, said)
			err = cmd.Wait()
			wall = time.Since(start)
			Reap(cmd)
		}
	}
	closeAll(out, said)
	for _, r := range open {
		r.SetReadDeadline(time.Now().Add(time.Second))
	}
	copying.Wait()
	closeAll(open...)
	return wall, err
}

// closeAll closes files that are there and not closed yet.
func closeAll(files ...*os.File) {
	for _, f := range files {
		if f != nil {
			f.Close()
		}
	}
}
