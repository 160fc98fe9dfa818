package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/report"
)

// history is two versions of a public module.
type history struct{ path, base, head string }

// histories are hashes, trees, parsers, compression, bitmaps and caches. In each, some
// benchmarks run the same code in both versions.
var histories = []history{
	{"github.com/BurntSushi/toml", "v1.5.0", "v1.6.0"},
	{"github.com/RoaringBitmap/roaring", "v1.2.3", "v1.9.4"},
	{"github.com/bits-and-blooms/bitset", "v1.28.0", "v1.29.0"},
	{"github.com/buger/jsonparser", "v1.6.0", "v1.6.1"},
	{"github.com/cespare/xxhash/v2", "v2.2.0", "v2.3.0"},
	{"github.com/dlclark/regexp2", "v1.11.4", "v1.11.5"},
	{"github.com/golang/snappy", "v0.0.4", "v1.0.0"},
	{"github.com/google/btree", "v1.1.2", "v1.1.3"},
	{"github.com/google/uuid", "v1.5.0", "v1.6.0"},
	{"github.com/hashicorp/golang-lru/v2", "v2.0.6", "v2.0.7"},
	{"github.com/tidwall/gjson", "v1.20.2", "v1.20.3"},
	{"github.com/valyala/fastjson", "v1.6.7", "v1.6.10"},
}

// The further tools of a trial of histories.
const (
	toolTen  = "count=10"
	toolMore = "count=20"
	toolGo   = "go test"       // not a verdict: ab's time of the head against that of go test
	toolSelf = "go test again" // likewise: go test's later times against its earlier ones
)

// pasts tries bufbench ab on two versions of public modules, and beside it the usual ways.
// The modules come through the Go module proxy.
type pasts struct {
	trial
	dir  string // of everything
	file file
}

// runHistories is the trial of histories: verdicts on benchmarks that run the same code,
// and on the others.
func (t trial) runHistories(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "trial-histories")
	if err != nil {
		return fmt.Errorf("make a folder for the trial: %w", err)
	}
	defer os.RemoveAll(dir)
	p := &pasts{trial: t, dir: dir}
	if p.file, err = openFile(t.out); err != nil {
		return err
	}
	if p.program, err = t.bufbench(ctx, dir); err != nil {
		return err
	}
	for _, h := range histories {
		if !t.class.MatchString(h.path) {
			continue
		}
		if err := p.one(ctx, h); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			fmt.Fprintf(os.Stderr, "%s: %v\n", h.path, err)
		}
	}
	return nil
}

// one is the trial of one module.
func (p *pasts) one(ctx context.Context, h history) error {
	repo := filepath.Join(p.dir, strings.ReplaceAll(h.path, "/", "-"))
	for _, side := range []struct{ tag, version string }{{"base", h.base}, {"head", h.head}} {
		if err := p.commit(ctx, repo, h.path, side.version, side.tag); err != nil {
			return err
		}
	}
	if p.absolute {
		return p.inTurn(ctx, repo, h.path)
	}
	begin := time.Now()
	said, err := p.compare(ctx, repo, "base", p.all())
	if err != nil {
		return err
	}
	spent := time.Since(begin)
	var peers map[string][]outcome
	if p.peer > 0 {
		peers, err = p.beside(ctx, repo, said, spent)
	}
	for _, o := range said {
		o.Class, o.Seconds = h.path, spent.Seconds()/float64(len(said))
		for _, one := range append([]outcome{o}, peers[o.Work]...) {
			one.Class, one.Code = h.path, o.Code
			err = errors.Join(err, p.file.add(one))
		}
	}
	fmt.Fprintf(os.Stderr, "%s: %d benchmarks, %s\n", h.path, len(said), spent.Round(time.Second))
	return err
}

// choice is which benchmarks of which packages.
type choice struct{ bench, packages string }

func (p *pasts) all() choice { return choice{p.bench, "./..."} }

// compare is one run of bufbench ab: an outcome per benchmark.
func (p *pasts) compare(ctx context.Context, repo, base string, these choice) ([]outcome, error) {
	doc, _, err := p.ab(ctx, repo, base, p.dir, "-bench", these.bench, these.packages)
	if err != nil {
		return nil, err
	}
	return saidIn(doc), nil
}

// saidIn is what a document says of times.
func saidIn(doc report.ComparisonDocument) (all []outcome) {
	for _, t := range doc.Tables {
		if t.Unit != "sec/op" {
			continue
		}
		for _, row := range t.Rows {
			if len(row.Cells) < 2 || row.Cells[0] == nil || row.Cells[1] == nil || row.Cells[1].Against == nil {
				continue
			}
			o := judged(row.Cells[1].Against)
			o.Work, o.Took = row.Name, row.Cells[1].Center
			if o.Word == sameCode {
				o.Code = "same"
			}
			all = append(all, o)
		}
	}
	return all
}
