package track

import (
	"context"
	"fmt"
	"iter"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/series"
)

// Store is where the files of a record are: a folder, or a database.
type Store interface {
	fmt.Stringer
	// Keep adds a file. When it returns nil the file is kept, whatever comes. There means
	// that the record had it already.
	Keep(ctx context.Context, t record.Text) (path string, there bool, err error)
	// Collect reads all series; nil if there is no file.
	Collect(ctx context.Context) (*series.Collection, error)
	// Files hands over all files, in the order of their names. A [result.Problem] is
	// about one of them, and any other error is the last.
	Files(ctx context.Context) iter.Seq2[*record.File, error]
}

// Collector reads files of a record, as [series.Collect] does.
type Collector func(ctx context.Context, files []string) *series.Collection

// inFolder is a record in a folder.
type inFolder struct {
	path    string
	collect Collector // nil reads the text
}

func (f inFolder) String() string { return f.path }

// Keep implements [Store].
func (f inFolder) Keep(_ context.Context, t record.Text) (path string, there bool, err error) {
	path, there, err = t.Write(f.path)
	if err != nil {
		return path, there, &option.Hint{Err: err, Option: "record", Text: "names another folder"}
	}
	return path, there, nil
}

// Collect implements [Store].
func (f inFolder) Collect(ctx context.Context) (*series.Collection, error) {
	files, err := record.Files(f.path)
	if err != nil || len(files) == 0 {
		return nil, err
	}
	if f.collect == nil {
		return series.Collect(files), nil
	}
	return f.collect(ctx, files), nil
}

// Files implements [Store].
func (f inFolder) Files(ctx context.Context) iter.Seq2[*record.File, error] {
	return func(yield func(*record.File, error) bool) {
		files, err := record.Files(f.path)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, path := range files {
			if ctx.Err() != nil {
				yield(nil, context.Canceled)
				return
			}
			if !yield(record.Open(path)) {
				return
			}
		}
	}
}
