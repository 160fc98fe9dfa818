package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// api is GitHub's.
type api struct {
	address string
	token   string
	client  *http.Client
}

// statusError is an answer that is no success.
type statusError struct {
	what   string // what was being done
	status int
	said   string
	pause  time.Duration // what the answer asks to wait; 0 where it does not
}

// Error implements error.
func (e *statusError) Error() string {
	return fmt.Sprintf("%s: HTTP status %d %s: %s", e.what, e.status, http.StatusText(e.status), e.said)
}

// longestAnswer is more than a hundred comments are long.
const longestAnswer = 64 << 20

// ask makes a request and decodes the answer into v. More reports whether there is
// another page.
func (a api) ask(ctx context.Context, method, path string, body, v any) (more bool, err error) {
	what := method + " " + path
	var text bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&text).Encode(body); err != nil {
			return false, fmt.Errorf("%s: %w", what, err)
		}
	}
	r, err := http.NewRequestWithContext(ctx, method, a.address+path, &text)
	if err != nil {
		return false, fmt.Errorf("%s: %w", what, err)
	}
	r.Header.Set("Accept", "application/vnd.github+json")
	r.Header.Set("Authorization", "Bearer "+a.token)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "bufbench")
	r.Header.Set("X-GitHub-Api-Version", "2022-11-28")
	answer, err := a.client.Do(r)
	if err != nil {
		return false, err // it says all of this
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(io.LimitReader(answer.Body, longestAnswer))
	if answer.StatusCode >= 300 {
		return false, &statusError{what: what, status: answer.StatusCode, said: message(said), pause: pauseOf(answer.Header)}
	}
	if err == nil {
		err = json.Unmarshal(said, v)
	}
	if err != nil {
		return false, fmt.Errorf("%s: read the answer: %w", what, err)
	}
	return strings.Contains(answer.Header.Get("Link"), `rel="next"`), nil
}

// message is what an answer says went wrong, in one line.
func message(answer []byte) string {
	var said struct{ Message string }
	if json.Unmarshal(answer, &said) != nil || said.Message == "" {
		return "no reason is given"
	}
	line := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, said.Message)
	return line[:min(len(line), 300)]
}

// pauseOf is what an answer asks to wait until the next request.
func pauseOf(h http.Header) time.Duration {
	after := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(after); err == nil {
		return max(0, time.Duration(seconds)*time.Second)
	}
	if at, err := http.ParseTime(after); err == nil {
		return max(0, time.Until(at))
	}
	return 0
}
