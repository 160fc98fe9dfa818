// Comment keeps one comment on a pull request of GitHub up to date: it finds its former
// one by a hidden marker, and writes it anew.
//
//	comment -api https://api.github.com -repository owner/name -event event.json \
//		-key bench -report report.txt <token
//
// The report is text that a stranger may have written: it is shown as a block of code,
// in which nobody is mentioned and nothing is linked. The event names the pull request,
// or the workflow that has run for one (workflow_run); the report is not asked. Where
// the event is of no pull request it does nothing. Exit codes: 0 done, 1 the token may
// not write, 2 wrong usage, 3 anything else went wrong.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
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
	flags.StringVar(&r.report, "report", "", "`file` of what to write, as text")
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
	of, err := readEvent(r.event)
	if err != nil || !of.known() {
		return nothing, err
	}
	token, err := io.ReadAll(stdin)
	if err != nil {
		return "", fmt.Errorf("read the token: %w", err)
	}
	report, err := readReport(r.report)
	if err != nil {
		return "", fmt.Errorf("read the report: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	client := api{address: strings.TrimSuffix(r.api, "/"), token: strings.TrimSpace(string(token)), client: http.DefaultClient}
	number, err := of.number(ctx, client, r.repository)
	if err != nil || number == 0 {
		return nothing, err
	}
	t := thread{api: client, path: fmt.Sprintf("/repos/%s/issues", r.repository), number: number, wait: time.Sleep}
	mark := marker(r.key)
	return t.keep(ctx, mark, body(mark, report, r.more, mostCharacters))
}

const nothing = "the event is of no open pull request: there is nothing to comment on"

// longestReport is more than a comment takes.
const longestReport = 1 << 20

// readReport reads the report, which must be a file of its folder: a link could lead
// to what is not to be published.
func readReport(path string) (string, error) {
	in, err := os.OpenInRoot(filepath.Dir(path), filepath.Base(path))
	if err != nil {
		return "", err
	}
	defer in.Close()
	if info, err := in.Stat(); err != nil || !info.Mode().IsRegular() {
		return "", errors.Join(fmt.Errorf("%s is no regular file", path), err)
	}
	text, err := io.ReadAll(io.LimitReader(in, longestReport))
	return string(text), err
}
