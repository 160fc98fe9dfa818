// Comment keeps one comment on a pull request of GitHub up to date: it finds the
// one that it wrote before by a marker that readers do not see, and writes it anew.
//
//	comment -api https://api.github.com -repository owner/name -event event.json \
//		-key bench -report report.md <token
//
// Where the event is of no pull request it does nothing. It exits with 0, with 1
// where the token may not write, with 2 for wrong usage, or with 3 where anything
// else went wrong.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// Exit codes.
const (
	exitOK      = 0
	exitRefused = 1
	exitUsage   = 2
	exitFailed  = 3
)

// request is the command line.
type request struct{ api, repository, event, key, report, more string }

// run is the whole program.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var r request
	flags := flag.NewFlagSet("comment", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&r.api, "api", "https://api.github.com", "`address` of the API")
	flags.StringVar(&r.repository, "repository", "", "`owner/name`")
	flags.StringVar(&r.event, "event", "", "`file` of the event")
	flags.StringVar(&r.key, "key", "", "`text` that tells the comment from those of other jobs")
	flags.StringVar(&r.report, "report", "", "`file` of what to write, in markdown")
	flags.StringVar(&r.more, "more", "", "`address` of the whole report")
	if err := flags.Parse(args); err != nil {
		return exitUsage
	}
	said, err := r.do(stdin)
	var refused *refusedError
	switch {
	case err == nil:
		fmt.Fprintln(stdout, said)
		return exitOK
	case errors.As(err, &refused):
		fmt.Fprintf(stderr, "comment: %v\n", err)
		return exitRefused
	}
	fmt.Fprintf(stderr, "comment: %v\n", err)
	return exitFailed
}

// patience is how long all of it may take.
const patience = 5 * time.Minute

// do does it, and says what it did.
func (r request) do(stdin io.Reader) (string, error) {
	number, err := pullRequest(r.event)
	if err != nil || number == 0 {
		return "the event is of no pull request: there is nothing to comment on", err
	}
	token, err := io.ReadAll(stdin)
	if err != nil {
		return "", fmt.Errorf("read the token: %w", err)
	}
	report, err := os.ReadFile(r.report)
	if err != nil {
		return "", fmt.Errorf("read the report: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	t := thread{
		api:  api{address: strings.TrimSuffix(r.api, "/"), token: strings.TrimSpace(string(token)), client: http.DefaultClient},
		path: fmt.Sprintf("/repos/%s/issues", r.repository), number: number, wait: time.Sleep,
	}
	mark := marker(r.key)
	return t.keep(ctx, mark, fit(mark+"\n"+string(report), r.more, mostCharacters))
}

// pullRequest is the number of the pull request of an event; 0 where it is of none.
func pullRequest(path string) (int, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, fmt.Errorf("read the event: %w", err)
	}
	var event struct {
		Request struct{ Number int } `json:"pull_request"`
	}
	if err := json.Unmarshal(text, &event); err != nil {
		return 0, fmt.Errorf("read the event %s: %w", path, err)
	}
	return event.Request.Number, nil
}
