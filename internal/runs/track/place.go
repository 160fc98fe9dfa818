package track

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/revision"
	"github.com/bufbench/bufbench/internal/track/order"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// Place is where a record is, and the repository of its commits.
type Place struct {
	Folder string    // of the record
	Read   Collector // reads the folder; nil reads its text
	Store  Store     // a database in place of the folder; nil is the folder
	Dir    string    // a folder of the repository
	Rev    string    // the end of the line of commits; empty is HEAD
}

// DefaultFolder is where a project keeps its record.
func DefaultFolder() string { return filepath.Join("results", "track") }

func (p Place) store() Store {
	if p.Store != nil {
		return p.Store
	}
	return inFolder{p.Folder, p.Read}
}

func (p Place) repo() order.Repo { return order.Repo{Dir: p.Dir, Rev: p.Rev} }

// named is the commit of a revision that a person typed, for an option or none. If there is
// no such revision, it is a mistake in what was asked.
func (p Place) named(ctx context.Context, name, rev string) (trend.Seen, error) {
	seen, err := p.repo().Commit(ctx, rev)
	var unknown *revision.UnknownError
	if errors.As(err, &unknown) {
		return seen, option.Errorf(name, "%v", err)
	}
	return seen, err
}

// nothing says that there is no record, and how to begin one.
func (p Place) nothing() error {
	err := fmt.Errorf("there is no record in %s yet (go test -bench . | bufbench track add -, or for old commits bufbench track backfill v1.0.0..HEAD)", p)
	if p.Store != nil {
		return err
	}
	return &option.Hint{Err: err, Option: "record", Text: "names another folder"}
}

// String is where the record is.
func (p Place) String() string { return p.store().String() }

// line puts commits in order: along the revision, or by their dates if there is no
// repository.
func (p Place) line(ctx context.Context, seen []trend.Seen) (trend.Line, error) {
	if !p.repo().IsRepo(ctx) {
		if p.Rev != "" {
			return trend.Line{}, fmt.Errorf("find the revision %s: %s is in no git repository", p.Rev, cmp.Or(p.Dir, "this folder"))
		}
		return order.ByDate(seen), nil
	}
	if p.Rev != "" {
		if _, err := p.named(ctx, "rev", p.Rev); err != nil {
			return trend.Line{}, err
		}
	}
	return p.repo().Along(ctx, seen)
}
