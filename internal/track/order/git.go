package order

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/git"
	"github.com/bufbench/bufbench/internal/revisions/revision"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// Repo is a repository and the revision at the end of a line.
type Repo struct {
	Dir string
	Rev string // HEAD if it is empty
}

// Along puts commits on the line of first parents that ends at the revision. A commit
// that git does not know is placed by its date. Commits of other branches are
// left aside.
func (r Repo) Along(ctx context.Context, seen []trend.Seen) (trend.Line, error) {
	rev := r.Rev
	if rev == "" {
		rev = "HEAD"
	}
	chain, err := r.Chain(ctx, rev)
	if err != nil {
		return trend.Line{}, err
	}
	known, err := r.known(ctx, seen)
	if err != nil {
		return trend.Line{}, err
	}
	shallow, _ := r.git(ctx, "", "rev-parse", "--is-shallow-repository")
	l := trend.Line{Rev: rev, Shallow: strings.TrimSpace(shallow) == "true"}
	at := make(map[string]int, len(chain))
	for i, c := range chain {
		at[c.ID] = i
	}
	var on, strangers []trend.Commit
	for _, s := range seen {
		place, is := at[s.ID]
		switch {
		case is:
			on = append(on, trend.Commit{Seen: chain[place], Place: place})
		case known[s.ID]:
			l.Aside = append(l.Aside, s)
		default:
			strangers = append(strangers, trend.Commit{Seen: s, Place: -1})
		}
	}
	l.Strange = len(strangers)
	l.Commits = along(on, strangers)
	return l, nil
}

// Chain is the first parents of a revision or a range, oldest first.
func (r Repo) Chain(ctx context.Context, rev string) ([]trend.Seen, error) {
	out, err := r.git(ctx, "", "log", "--first-parent", "--reverse", "--format=%H %ct %s", "--end-of-options", rev, "--")
	if err != nil {
		return nil, fmt.Errorf("read the history of %s: %w", rev, err)
	}
	var chain []trend.Seen
	for line := range strings.Lines(out) {
		hash, rest, _ := strings.Cut(strings.TrimRight(line, "\n"), " ")
		seconds, subject, _ := strings.Cut(rest, " ")
		n, err := strconv.ParseInt(seconds, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("read the history of %s: git prints %q", rev, line)
		}
		chain = append(chain, trend.Seen{ID: hash, Subject: strings.ToValidUTF8(subject, "\uFFFD"), When: time.Unix(n, 0).UTC()})
	}
	return chain, nil
}

// Commit is the commit of a revision.
func (r Repo) Commit(ctx context.Context, rev string) (trend.Seen, error) {
	repo, err := revision.Open(ctx, r.Dir)
	if err != nil {
		return trend.Seen{}, err
	}
	found, err := repo.Resolve(ctx, rev)
	if err != nil {
		return trend.Seen{}, err
	}
	out, err := r.git(ctx, "", "log", "-1", "--format=%ct %s", found.Commit, "--")
	if err != nil {
		return trend.Seen{}, fmt.Errorf("read the commit %s: %w", rev, err)
	}
	seconds, subject, _ := strings.Cut(strings.TrimSpace(out), " ")
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return trend.Seen{}, fmt.Errorf("read the commit %s: git prints %q", rev, out)
	}
	return trend.Seen{ID: found.Commit, Subject: strings.ToValidUTF8(subject, "\uFFFD"), When: time.Unix(n, 0).UTC()}, nil
}

// Changed reports whether tracked files of the working tree have changes.
func (r Repo) Changed(ctx context.Context) (bool, error) {
	return git.Call{Dir: r.Dir}.Changed(ctx, false)
}

// IsRepo reports whether the folder is in a repository with a commit.
func (r Repo) IsRepo(ctx context.Context) bool {
	if git.Missing() {
		return false
	}
	_, err := r.git(ctx, "", "rev-parse", "--verify", "--quiet", "HEAD")
	return err == nil
}

// Remote is the address of the repository for a browser, such as
// https://github.com/owner/name; empty if there is none.
func (r Repo) Remote(ctx context.Context) string {
	out, err := r.git(ctx, "", "config", "--get", "remote.origin.url")
	if err != nil {
		return ""
	}
	return webAddress(strings.TrimSpace(out))
}

// webAddress is the address of a remote for a browser. It has no user and no password.
func webAddress(remote string) string {
	rest, ssh := strings.CutPrefix(remote, "git@")
	if ssh {
		rest = strings.Replace(rest, ":", "/", 1)
	} else if rest, ssh = strings.CutPrefix(remote, "ssh://git@"); !ssh {
		var web bool
		if rest, web = strings.CutPrefix(remote, "https://"); !web {
			return ""
		}
	}
	host, path, _ := strings.Cut(rest, "/")
	host = host[strings.LastIndexByte(host, '@')+1:] // a password may have an @
	return "https://" + strings.TrimSuffix(strings.TrimSuffix(host+"/"+path, "/"), ".git")
}

// known says which of the commits git has.
func (r Repo) known(ctx context.Context, seen []trend.Seen) (map[string]bool, error) {
	var in strings.Builder
	for _, s := range seen {
		if isHash(s.ID) {
			in.WriteString(s.ID + "\n")
		}
	}
	known := map[string]bool{}
	if in.Len() == 0 {
		return known, nil
	}
	out, err := r.git(ctx, in.String(), "cat-file", "--batch-check=%(objectname) %(objecttype)")
	if err != nil {
		return nil, fmt.Errorf("ask git for the measured commits: %w", err)
	}
	for line := range strings.Lines(out) {
		hash, kind, _ := strings.Cut(strings.TrimSpace(line), " ")
		known[hash] = kind == "commit"
	}
	return known, nil
}

// isHash reports whether a name is a full hash of git.
func isHash(id string) bool {
	return (len(id) == 40 || len(id) == 64) && strings.Trim(id, "0123456789abcdef") == ""
}

func (r Repo) git(ctx context.Context, in string, args ...string) (string, error) {
	return git.Call{Dir: r.Dir, In: in}.Output(ctx, args...)
}
