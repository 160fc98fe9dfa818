package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// thread is the comments on a pull request.
type thread struct {
	api    api
	path   string // of the issues of its repository
	number int
	wait   func(time.Duration)
}

// comment is one of them.
type comment struct {
	ID   int64
	Body string
	User user
	Link string `json:"html_url"`
}

type user struct{ Login, Type string }

// refusedError is that the token may not write.
type refusedError struct{ err error }

// Error implements error.
func (e *refusedError) Error() string {
	return fmt.Sprintf("%v (a job that comments needs permissions: pull-requests: write; where the pull request comes from a fork, its token may only read, whatever the workflow says)", e.err)
}

// Unwrap returns what it is about.
func (e *refusedError) Unwrap() error { return e.err }

const (
	mostTries    = 4
	longestPause = time.Minute
)

// keep writes the comment that begins with mark. It returns a word for what it did.
// After a failure that may pass it looks for the comment again, which may have been
// written all the same.
func (t thread) keep(ctx context.Context, mark, body string) (string, error) {
	for try := 1; ; try++ {
		said, err := t.write(ctx, mark, body)
		pause, passes := passing(err)
		switch {
		case err == nil:
			return said, nil
		case passes && try < mostTries && pause <= longestPause && ctx.Err() == nil:
			t.wait(max(pause, time.Second<<(try-1)))
		case !passes && refuses(err):
			return "", &refusedError{err}
		default:
			return "", err
		}
	}
}

// passing reports whether what went wrong may go right later, and how long the
// answer asks to wait.
func passing(err error) (pause time.Duration, passes bool) {
	var of *statusError
	if errors.As(err, &of) {
		limited := of.status == http.StatusForbidden && of.pause > 0
		return of.pause, limited || of.status == http.StatusTooManyRequests || of.status >= 500
	}
	var lost *url.Error
	return 0, errors.As(err, &lost)
}

// refuses reports whether an answer says that the token may not do this.
func refuses(err error) bool {
	var of *statusError
	return errors.As(err, &of) && (of.status == http.StatusUnauthorized || of.status == http.StatusForbidden || of.status == http.StatusNotFound)
}

// write writes it once.
func (t thread) write(ctx context.Context, mark, body string) (string, error) {
	old, err := t.find(ctx, mark)
	if err != nil {
		return "", err
	}
	text := map[string]string{"body": body}
	var c comment
	if old == nil {
		_, err := t.api.ask(ctx, http.MethodPost, fmt.Sprintf("%s/%d/comments", t.path, t.number), text, &c)
		return "created " + c.Link, err
	}
	_, err = t.api.ask(ctx, http.MethodPatch, fmt.Sprintf("%s/comments/%d", t.path, old.ID), text, &c)
	return "updated " + c.Link, err
}

const (
	pageSize  = 100
	mostPages = 1000
)

// find looks through all comments for the first of the token's own that begins
// with mark; nil where there is none.
func (t thread) find(ctx context.Context, mark string) (*comment, error) {
	var own *user
	for page := 1; page <= mostPages; page++ {
		var all []comment
		more, err := t.api.ask(ctx, http.MethodGet, fmt.Sprintf("%s/%d/comments?per_page=%d&page=%d", t.path, t.number, pageSize, page), nil, &all)
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			if !strings.HasPrefix(c.Body, mark) {
				continue
			}
			if own == nil {
				if own, err = t.owner(ctx); err != nil {
					return nil, err
				}
			}
			if own.Login == "" && c.User.Type == own.Type || own.Login != "" && c.User.Login == own.Login {
				return &c, nil
			}
		}
		if !more && len(all) < pageSize {
			break
		}
	}
	return nil, nil
}

// owner is whose token it is. That of an app, as jobs have it, is told no login: it
// writes as a bot, unlike people who copy the marker.
func (t thread) owner(ctx context.Context) (*user, error) {
	var u user
	_, err := t.api.ask(ctx, http.MethodGet, "/user", nil, &u)
	if _, passes := passing(err); refuses(err) && !passes {
		return &user{Type: "Bot"}, nil
	}
	return &u, err
}
