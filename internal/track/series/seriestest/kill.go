package seriestest

import (
	"bufio"
	"os"
	"os/exec"
	"testing"
)

// Kill starts this test binary once per value of an environment variable, and kills all of
// them after so many lines. It returns what they printed, by line.
func Kill(t testing.TB, variable string, values []string, lines int) map[string]bool {
	t.Helper()
	said := make(chan string, len(values))
	var running []*exec.Cmd
	for _, value := range values {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), variable+"="+value)
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		running = append(running, cmd)
		go func() {
			for in := bufio.NewScanner(out); in.Scan(); {
				said <- in.Text()
			}
			said <- "" // its end
		}()
	}
	printed := map[string]bool{}
	for range lines {
		printed[<-said] = true
	}
	for _, cmd := range running {
		cmd.Process.Kill()
	}
	for ended := 0; ended < len(running); {
		line := <-said
		printed[line] = true
		if line == "" {
			ended++
		}
	}
	for _, cmd := range running {
		cmd.Wait()
	}
	delete(printed, "")
	return printed
}
