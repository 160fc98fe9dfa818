package order_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/host/git/gittest"
	"github.com/bufbench/bufbench/internal/track/order"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// repo is a repository for a test.
type repo struct {
	*testing.T
	dir string
}

func newRepo(t *testing.T) repo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git (apt-get install git)")
	}
	r := repo{t, t.TempDir()}
	for _, variable := range append(gittest.Environment(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(r.dir)) {
		name, value, _ := strings.Cut(variable, "=")
		t.Setenv(name, value)
	}
	r.git("init", "--quiet", "--initial-branch=main")
	return r
}

func (r repo) git(args ...string) string {
	r.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.Fatalf("git %v: %v: %s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// commit makes a commit on a day of May, and returns it.
func (r repo) commit(subject string, day int) trend.Seen {
	r.Helper()
	when := time.Date(2026, 5, day, 0, 0, 0, 0, time.UTC)
	r.Setenv("GIT_COMMITTER_DATE", when.Format(time.RFC3339))
	r.git("commit", "--quiet", "--allow-empty", "--message="+subject)
	return trend.Seen{ID: r.git("rev-parse", "HEAD"), Subject: subject, When: when}
}

// subjects are those of a line, in order.
func subjects(l trend.Line) string {
	var all []string
	for _, c := range l.Commits {
		all = append(all, c.Subject)
	}
	return strings.Join(all, " ")
}

// TestAlong: commits stand in git's order although the clock went back, a branch is aside
// unless it is asked for, and commits that git lost stand where their dates put them.
func TestAlong(t *testing.T) {
	r := newRepo(t)
	a, b, c := r.commit("a", 1), r.commit("b", 20), r.commit("c", 5) // the clock goes back
	r.git("switch", "--quiet", "--create", "topic", b.ID)
	d := r.commit("d", 21)
	r.git("switch", "--quiet", "main")
	e := r.commit("e", 25)
	lost := trend.Seen{ID: strings.Repeat("0123", 10), Subject: "lost", When: time.Date(2026, 5, 22, 0, 0, 0, 0, time.UTC)}
	nameless := trend.Seen{ID: "run x 1", Subject: "nameless", When: time.Date(2026, 5, 26, 0, 0, 0, 0, time.UTC)}
	seen := []trend.Seen{nameless, e, lost, d, c, b, a}

	l, err := order.Repo{Dir: r.dir}.Along(t.Context(), seen)
	if got := subjects(l); got != "a b c lost e nameless" || err != nil || l.Strange != 2 || len(l.Aside) != 1 || l.Shallow {
		t.Errorf("main: %q, %v, %d strange, %d aside", got, err, l.Strange, len(l.Aside))
	}
	l, err = order.Repo{Dir: r.dir, Rev: "topic"}.Along(t.Context(), seen)
	if got := subjects(l); got != "a b d lost nameless" || err != nil || len(l.Aside) != 2 {
		t.Errorf("topic: %q, %v, %d aside", got, err, len(l.Aside))
	}
	if l.Commits[2].Place-l.Commits[1].Place != 1 {
		t.Errorf("places: %d after %d", l.Commits[2].Place, l.Commits[1].Place)
	}
	if _, err := (order.Repo{Dir: r.dir, Rev: "--output=x"}).Along(t.Context(), seen); err == nil {
		t.Error("an option was taken for a revision")
	}
}

// TestRewritten: after history was rewritten and collected, nothing that was measured is
// lost: old commits stand by their dates.
func TestRewritten(t *testing.T) {
	r := newRepo(t)
	a, b := r.commit("a", 1), r.commit("b", 2)
	r.git("reset", "--quiet", "--hard", a.ID)
	c := r.commit("c", 3)
	r.git("reflog", "expire", "--expire=now", "--all")
	r.git("gc", "--quiet", "--prune=now")
	l, err := order.Repo{Dir: r.dir}.Along(t.Context(), []trend.Seen{a, b, c})
	if got := subjects(l); got != "a b c" || l.Strange != 1 || err != nil {
		t.Errorf("%q, %d strange, %v", got, l.Strange, err)
	}
}

// TestShallow: a clone of the last commit knows it, and places all older ones by date.
func TestShallow(t *testing.T) {
	r := newRepo(t)
	a, b, c := r.commit("a", 1), r.commit("b", 2), r.commit("c", 3)
	clone := filepath.Join(t.TempDir(), "clone")
	r.git("clone", "--quiet", "--depth=1", "file://"+r.dir, clone)
	l, err := order.Repo{Dir: clone}.Along(t.Context(), []trend.Seen{c, b, a})
	if got := subjects(l); got != "a b c" || !l.Shallow || l.Strange != 2 || err != nil {
		t.Errorf("%q, shallow %v, %d strange, %v", got, l.Shallow, l.Strange, err)
	}
}

// TestByDate: without a repository dates tell, and one date keeps the given order.
func TestByDate(t *testing.T) {
	day := func(subject string, n int) trend.Seen {
		return trend.Seen{ID: subject, Subject: subject, When: time.Date(2026, 5, n, 0, 0, 0, 0, time.UTC)}
	}
	if got := subjects(order.ByDate([]trend.Seen{day("c", 3), day("b2", 2), day("b1", 2), day("a", 1)})); got != "a b2 b1 c" {
		t.Errorf("by date: %q", got)
	}
	if (order.Repo{Dir: os.TempDir()}).IsRepo(t.Context()) {
		t.Skip("the folder for temporary files is in a repository")
	}
}

func TestRemote(t *testing.T) {
	r := newRepo(t)
	if got := (order.Repo{Dir: r.dir}).Remote(t.Context()); got != "" {
		t.Errorf("without a remote: %q", got)
	}
	r.git("remote", "add", "origin", "x")
	for remote, want := range map[string]string{
		"git@github.com:owner/name.git":            "https://github.com/owner/name",
		"https://user:token@github.com/owner/name": "https://github.com/owner/name",
		"https://user:pass@word@example.com/a@b":   "https://example.com/a@b",
		"ssh://git@example.com/owner/name.git":     "https://example.com/owner/name",
		"/home/me/repo":                            "",
		"javascript:alert(1)":                      "",
	} {
		r.git("remote", "set-url", "origin", remote)
		if got := (order.Repo{Dir: r.dir}).Remote(t.Context()); got != want {
			t.Errorf("Remote of %s = %q, want %q", remote, got, want)
		}
	}
}
