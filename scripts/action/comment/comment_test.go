package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fakeAPI is the part of GitHub's API that has comments on pull request 7 of o/r.
type fakeAPI struct {
	comments []comment
	login    string         // of the token; empty for that of an app
	fails    map[string]int // by method and path: the next that many answers are status
	status   int
	header   http.Header
	asked    []string
}

// ServeHTTP implements http.Handler.
func (f *fakeAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key := r.Method + " " + r.URL.Path
	f.asked = append(f.asked, key)
	if r.Header.Get("Authorization") != "Bearer secret" {
		f.answer(w, http.StatusUnauthorized, map[string]string{"message": "Bad credentials"})
		return
	}
	if f.fails[key] > 0 {
		f.fails[key]--
		for name, values := range f.header {
			w.Header()[name] = values
		}
		f.answer(w, f.status, map[string]string{"message": "Resource not accessible\nby integration"})
		return
	}
	var text struct{ Body string }
	json.NewDecoder(r.Body).Decode(&text)
	switch {
	case key == "GET /user" && f.login != "":
		f.answer(w, http.StatusOK, user{Login: f.login, Type: "User"})
	case key == "GET /user":
		f.answer(w, http.StatusForbidden, map[string]string{"message": "Resource not accessible by integration"})
	case key == "GET /repos/o/r/pulls" && r.URL.Query().Get("head") == "stranger:a&b=c" && r.URL.Query().Get("state") == "open":
		fmt.Fprint(w, `[{"number": 6, "head": {"sha": "other"}}, {"number": 7, "head": {"sha": "abc"}}]`)
	case key == "GET /repos/o/r/issues/7/comments":
		f.list(w, r)
	case key == "POST /repos/o/r/issues/7/comments":
		f.comments = append(f.comments, comment{ID: int64(1000 + len(f.comments)), Body: text.Body, User: f.self(), Link: "https://example.com/c"})
		f.answer(w, http.StatusCreated, f.comments[len(f.comments)-1])
	case r.Method == http.MethodPatch:
		for i, c := range f.comments {
			if r.URL.Path == fmt.Sprintf("/repos/o/r/issues/comments/%d", c.ID) {
				f.comments[i].Body = text.Body
				f.answer(w, http.StatusOK, f.comments[i])
				return
			}
		}
		f.answer(w, http.StatusNotFound, map[string]string{"message": "Not Found"})
	default:
		f.answer(w, http.StatusNotFound, map[string]string{"message": "Not Found"})
	}
}

// list answers with a page, as GitHub does.
func (f *fakeAPI) list(w http.ResponseWriter, r *http.Request) {
	var size, page int
	fmt.Sscan(r.URL.Query().Get("per_page"), &size)
	fmt.Sscan(r.URL.Query().Get("page"), &page)
	from, to := min((page-1)*size, len(f.comments)), min(page*size, len(f.comments))
	if to < len(f.comments) {
		w.Header().Set("Link", fmt.Sprintf(`<http://%s/elsewhere?page=%d>; rel="next"`, r.Host, page+1))
	}
	f.answer(w, http.StatusOK, f.comments[from:to])
}

func (f *fakeAPI) answer(w http.ResponseWriter, status int, v any) {
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

func (f *fakeAPI) self() user {
	if f.login != "" {
		return user{Login: f.login, Type: "User"}
	}
	return user{Login: "github-actions[bot]", Type: "Bot"}
}

// keeping writes a comment to the fake, and returns how long it waited.
func keeping(t *testing.T, f *fakeAPI, body string) (said string, waited []time.Duration, err error) {
	t.Helper()
	server := httptest.NewServer(f)
	defer server.Close()
	th := thread{
		api: api{address: server.URL, token: "secret", client: server.Client()}, path: "/repos/o/r/issues", number: 7,
		wait: func(d time.Duration) { waited = append(waited, d) },
	}
	said, err = th.keep(t.Context(), marker("bench"), marker("bench")+"\n"+body)
	return said, waited, err
}

func TestKeep(t *testing.T) {
	mark := marker("bench") + "\n"
	bot, stranger := user{"github-actions[bot]", "Bot"}, user{"mallory", "User"}
	var many []comment
	for i := range 250 {
		many = append(many, comment{ID: int64(i), Body: "talk", User: stranger})
	}
	for _, test := range []struct {
		name  string
		login string
		there []comment
		want  int // the index of the comment that is written
	}{
		{name: "the first", want: 0},
		{name: "its own", there: []comment{{ID: 1, Body: "talk"}, {ID: 2, Body: mark + "old", User: bot}}, want: 1},
		{name: "on the third page", there: append(many[:220:220], comment{ID: 999, Body: mark + "old", User: bot}), want: 220},
		{name: "behind three pages", there: many[:200:200], want: 200},
		{name: "another job's", there: []comment{{ID: 1, Body: marker("bench 2") + "\nold", User: bot}}, want: 1},
		{name: "quoted", there: []comment{{ID: 1, Body: "> " + mark + "old", User: bot}}, want: 1},
		{name: "a stranger's", there: []comment{{ID: 1, Body: mark + "old", User: stranger}}, want: 1},
		{name: "by a person's token", login: "ann", there: []comment{{ID: 1, Body: mark, User: bot}, {ID: 2, Body: mark, User: user{"ann", "User"}}}, want: 1},
		{name: "of a user that is gone", there: []comment{{ID: 1, Body: mark + "old"}}, want: 1},
	} {
		f := &fakeAPI{comments: append([]comment{}, test.there...), login: test.login}
		for range 2 { // the second time it is there
			if _, _, err := keeping(t, f, "text"); err != nil {
				t.Errorf("%s: keep: %v", test.name, err)
				continue
			}
		}
		written := 0
		for i, c := range f.comments {
			if c.Body == mark+"text" {
				written++
				if i != test.want {
					t.Errorf("%s: comment %d was written, want %d", test.name, i, test.want)
				}
			}
		}
		if written != 1 || len(f.comments) != max(len(test.there), test.want+1) {
			t.Errorf("%s: %d comments of %d were written, want 1", test.name, written, len(f.comments))
		}
	}
}

func TestTriesAgain(t *testing.T) {
	const list, post = "GET /repos/o/r/issues/7/comments", "POST /repos/o/r/issues/7/comments"
	for _, test := range []struct {
		name    string
		fails   map[string]int
		status  int
		after   string
		waited  string
		refused bool
		bad     bool
	}{
		{name: "server errors", fails: map[string]int{list: 2}, status: 502, waited: "[1s 2s]"},
		{name: "rate limit", fails: map[string]int{post: 1}, status: 429, after: "7", waited: "[7s]"},
		{name: "secondary rate limit", fails: map[string]int{post: 1}, status: 403, after: "3", waited: "[3s]"},
		{name: "too long a wait", fails: map[string]int{post: 1}, status: 429, after: "3600", waited: "[]", bad: true},
		{name: "for ever", fails: map[string]int{post: 99}, status: 503, waited: "[1s 2s 4s]", bad: true},
		{name: "read only", fails: map[string]int{post: 1}, status: 403, waited: "[]", refused: true, bad: true},
		{name: "no such repository", fails: map[string]int{list: 1}, status: 404, waited: "[]", refused: true, bad: true},
		{name: "invalid", fails: map[string]int{post: 1}, status: 422, waited: "[]", bad: true},
	} {
		f := &fakeAPI{fails: test.fails, status: test.status, header: http.Header{}}
		if test.after != "" {
			f.header.Set("Retry-After", test.after)
		}
		_, waited, err := keeping(t, f, "text")
		if fmt.Sprint(waited) != test.waited || (err != nil) != test.bad {
			t.Errorf("%s: keep waited %v and returned %v, want %s and an error %t", test.name, waited, err, test.waited, test.bad)
		}
		if test.bad && strings.Contains(err.Error(), "pull-requests: write") != test.refused {
			t.Errorf("%s: %v: explains the permission %t, want %t", test.name, err, !test.refused, test.refused)
		}
		if test.bad && strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %q has lines, want one", test.name, err)
		}
	}
}

func TestBody(t *testing.T) {
	long := strings.Repeat("0123456789abcde\n", 10_000)
	for _, test := range []struct {
		name, report string
		most         int
		cut          bool
	}{
		{name: "short", report: "text\n", most: 200},
		{name: "long", report: long, most: mostCharacters, cut: true},
		{name: "two units a character", report: strings.Repeat("🐢🐢🐢\n", 20_000), most: mostCharacters, cut: true},
		{name: "one line", report: "first\n" + strings.Repeat("x", 400), most: 250, cut: true},
		{name: "leaves the block", report: "```\n@all <b>\n````\n", most: 200},
		{name: "leaves the block, long", report: "```\n````\n" + long, most: mostCharacters, cut: true},
	} {
		got := body("<!-- mark -->", test.report, "https://example.com/run", test.most)
		if length(got) > test.most {
			t.Errorf("%s: body has %d characters, want %d at most", test.name, length(got), test.most)
		}
		lines := strings.Split(got, "\n")
		fence := strings.TrimSuffix(lines[1], "text")
		within, after, ended := strings.Cut(strings.Join(lines[2:], "\n"), "\n"+fence+"\n")
		if lines[0] != "<!-- mark -->" || !ended || !strings.HasPrefix(test.report, within) {
			t.Errorf("%s: body is %.200q, want the mark and a block with the report", test.name, got)
		}
		if cut := strings.HasPrefix(after, "\n**This is not all"); cut != test.cut || !cut && after != "" {
			t.Errorf("%s: behind the block is %q, cut %t", test.name, after, test.cut)
		}
	}
	if got := body("", "a\x1b[31m\u202e\r::error::x", "", mostCharacters); strings.ContainsAny(got, "\x1b\u202e\r") {
		t.Errorf("body is %q, want nothing hidden", got)
	}
}

func TestMarker(t *testing.T) {
	for _, key := range []string{"bench", "", "a --> b", "<!--", "x\ny", "ci/bench/./codec"} {
		got := marker(key)
		if strings.Count(got, ">") != 1 || strings.Count(got, "<") != 1 || strings.ContainsAny(got, "\n\r") {
			t.Errorf("marker(%q) = %q, want one comment in one line", key, got)
		}
	}
	if marker("a b") == marker("a+b") {
		t.Errorf("marker(%q) = marker(%q)", "a b", "a+b")
	}
}

func TestRun(t *testing.T) {
	f := &fakeAPI{}
	server := httptest.NewServer(f)
	defer server.Close()
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	report := write("report.txt", "all well\n")
	if err := os.Symlink("/proc/self/environ", filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	for _, test := range []struct {
		name, event, token, flag, report string
		code                             int
		want                             string
	}{
		{name: "pull request", event: `{"pull_request": {"number": 7}}`, token: "secret\n", want: "created https://example.com/c"},
		{name: "again", event: `{"pull_request": {"number": 7}}`, token: "secret", want: "updated https://example.com/c"},
		{name: "push", event: `{"before": "0"}`, want: "no open pull request"},
		{name: "wrong token", event: `{"pull_request": {"number": 7}}`, token: "wrong", code: exitRefused, want: "Bad credentials"},
		{name: "workflow of a fork", event: `{"workflow_run": {"event": "pull_request", "head_sha": "abc", "head_branch": "a&b=c", "head_repository": {"owner": {"login": "stranger"}}}}`, token: "secret", want: "updated"},
		{name: "workflow of an older commit", event: `{"workflow_run": {"event": "pull_request", "head_sha": "old", "head_branch": "a&b=c", "head_repository": {"owner": {"login": "stranger"}}}}`, token: "secret", want: "no open pull request"},
		{name: "workflow of a push", event: `{"workflow_run": {"event": "push", "head_sha": "abc"}}`, want: "no open pull request"},
		{name: "report that leads elsewhere", event: `{"pull_request": {"number": 7}}`, token: "secret", report: filepath.Join(dir, "link"), code: exitFailed, want: "escapes"},
		{name: "no JSON", event: `{`, code: exitFailed, want: "read the event"},
		{name: "wrong flag", event: `{}`, flag: "-colour", code: exitUsage, want: "not defined"},
	} {
		from := report
		if test.report != "" {
			from = test.report
		}
		args := []string{"-api=" + server.URL, "-repository=o/r", "-key=bench", "-report=" + from, "-event=" + write("event.json", test.event)}
		if test.flag != "" {
			args = append(args, test.flag)
		}
		var out strings.Builder
		if code := run(args, strings.NewReader(test.token), &out, &out); code != test.code || !strings.Contains(out.String(), test.want) {
			t.Errorf("%s: exit code %d, printed %q, want %d and %q", test.name, code, &out, test.code, test.want)
		}
		if strings.Contains(out.String(), "secret") {
			t.Errorf("%s: the token is printed", test.name)
		}
	}
	if want := marker("bench") + "\n```text\nall well\n```\n"; len(f.comments) != 1 || f.comments[0].Body != want {
		t.Errorf("comments are %v, want one, %q", f.comments, want)
	}
}
