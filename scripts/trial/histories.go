package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/report"
	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchmath"
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

// The tools of a trial of histories.
const (
	toolAB   = "bufbench ab"
	toolTen  = "count=10"
	toolMore = "count=20"
	toolGo   = "go test" // not a verdict: ab's time of the head against that of go test
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
	if p.program == "" {
		p.program = filepath.Join(dir, "bufbench")
		if err := command(ctx, ".", "go", "build", "-o", p.program, "./cmd/bufbench"); err != nil {
			return err
		}
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
	base := "base"
	if p.absolute {
		base = "head"
	}
	begin := time.Now()
	said, err := p.compare(ctx, repo, base)
	if err != nil {
		return err
	}
	spent := time.Since(begin)
	var peers map[string][]outcome
	if p.absolute {
		peers, err = p.asGoTest(ctx, repo, said)
	} else {
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

// commit commits a version of a module to a repository, and gives it a tag.
func (p *pasts) commit(ctx context.Context, repo, path, version, tag string) error {
	cmd := exec.CommandContext(ctx, "go", "mod", "download", "-json", path+"@"+version)
	cmd.Dir = p.dir
	text, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("download %s@%s: %w", path, version, err)
	}
	var got struct{ Dir string }
	if err := json.Unmarshal(text, &got); err != nil {
		return fmt.Errorf("download %s@%s: %w", path, version, err)
	}
	if _, err := os.Stat(repo); err != nil {
		if err := os.MkdirAll(repo, 0o777); err != nil {
			return err
		}
		if err := inGit(ctx, repo, "init", "--quiet"); err != nil {
			return err
		}
	} else if err := inGit(ctx, repo, "rm", "-r", "--quiet", "."); err != nil {
		return err
	}
	if err := copyWritable(repo, got.Dir); err != nil {
		return fmt.Errorf("copy %s@%s: %w", path, version, err)
	}
	for _, args := range [][]string{{"add", "--all", "--force"}, {"commit", "--quiet", "-m", version}, {"tag", tag}} {
		if err := inGit(ctx, repo, args...); err != nil {
			return err
		}
	}
	return nil
}

// copyWritable copies the files of a folder. Those of the module cache may not be
// written to.
func copyWritable(to, from string) error {
	return filepath.WalkDir(from, func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if e.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o777)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), text, 0o666)
	})
}

// compare is one run of bufbench ab: an outcome a benchmark.
func (p *pasts) compare(ctx context.Context, repo, base string) ([]outcome, error) {
	document := filepath.Join(p.dir, "ab.json")
	os.Remove(document)
	args := []string{"ab", "-base", base, "-head", "head", "-o", document, "-fail-on", "never", "-results", filepath.Join(p.dir, "results"), "-bench", p.bench}
	if p.limit > 0 {
		args = append(args, "-max-time", p.limit.String())
	}
	cmd := exec.CommandContext(ctx, p.program, append(args, "./...")...)
	cmd.Dir = repo
	said, ran := cmd.CombinedOutput() // what could not be measured is no failure of the trial
	text, err := os.ReadFile(document)
	if err != nil {
		return nil, fmt.Errorf("run bufbench ab: %w: %s", errors.Join(ran, err), said)
	}
	var doc report.ComparisonDocument
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, fmt.Errorf("read what bufbench ab says: %w", err)
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
			c := row.Cells[1].Against
			o := outcome{Tool: toolAB, Work: row.Name, Word: c.Verdict, Took: row.Cells[1].Center}
			if c.Verdict == sameCode {
				o.Code = "same"
			}
			if c.Ratio != nil && c.Ratio.Lo != nil && c.Ratio.Hi != nil {
				o.Center, o.Lo, o.Hi = math.Log(c.Ratio.Center), math.Log(*c.Ratio.Lo), math.Log(*c.Ratio.Hi)
			}
			all = append(all, o)
		}
	}
	return all
}

// sameCode is bufbench's word for a benchmark whose code is the same.
const sameCode = "same code"

// beside is go test -count=10 and -count=20 of one side after the other, with benchstat's
// test, each in the time that bufbench ab took.
func (p *pasts) beside(ctx context.Context, repo string, said []outcome, spent time.Duration) (map[string][]outcome, error) {
	found := map[string][]outcome{}
	for _, peer := range []struct {
		tool  string
		count int
	}{{toolTen, 10}, {toolMore, 20}} {
		each := spent / time.Duration(2*peer.count*max(1, len(said))*5/4)
		var sides [2]map[string][]float64
		for i, tag := range []string{"base", "head"} {
			if err := inGit(ctx, repo, "checkout", "--quiet", "--force", tag); err != nil {
				return nil, err
			}
			var err error
			if sides[i], err = p.goTest(ctx, repo, peer.count, each); err != nil {
				return nil, err
			}
		}
		for _, o := range said {
			base, head := sides[0][o.Work], sides[1][o.Work]
			if len(base) < peer.count || len(head) < peer.count {
				continue
			}
			one := outcome{Tool: peer.tool, Work: o.Work, Word: "undecided", Seconds: 2 * float64(peer.count) * each.Seconds()}
			judge(&one, [2]*benchmath.Sample{benchmath.NewSample(base, &benchmath.DefaultThresholds), benchmath.NewSample(head, &benchmath.DefaultThresholds)})
			found[o.Work] = append(found[o.Work], one)
		}
	}
	return found, nil
}

// asGoTest holds the times of bufbench ab against those of go test -count=5 at its
// default length.
func (p *pasts) asGoTest(ctx context.Context, repo string, said []outcome) (map[string][]outcome, error) {
	if err := inGit(ctx, repo, "checkout", "--quiet", "--force", "head"); err != nil {
		return nil, err
	}
	const count = 5
	times, err := p.goTest(ctx, repo, count, time.Second)
	if err != nil {
		return nil, err
	}
	found := map[string][]outcome{}
	for _, o := range said {
		values := slices.Sorted(slices.Values(times[o.Work]))
		if len(values) < count || o.Took <= 0 {
			continue
		}
		took := func(i int) float64 { return math.Log(o.Took / values[i]) }
		found[o.Work] = []outcome{{Tool: toolGo, Work: o.Work, Word: o.Word, Took: values[count/2], Center: took(count / 2), Lo: took(count - 1), Hi: took(0)}}
	}
	return found, nil
}

// goTest runs go test -bench, and returns the times of benchmarks in seconds, by the
// names that bufbench ab has for them.
func (p *pasts) goTest(ctx context.Context, repo string, count int, each time.Duration) (map[string][]float64, error) {
	cmd := exec.CommandContext(ctx, "go", "test", "-run=^$", "-bench="+p.bench, fmt.Sprint("-count=", count), "-benchtime="+each.String(), "-timeout=2h", "./...")
	cmd.Dir = repo
	text, ran := cmd.CombinedOutput()
	times, packages := map[string][]float64{}, map[string]map[string][]float64{}
	for r := benchfmt.NewReader(strings.NewReader(string(text)), repo); r.Scan(); {
		line, ok := r.Result().(*benchfmt.Result)
		if !ok {
			continue
		}
		if v, ok := line.Value("sec/op"); ok {
			pkg, name := line.GetConfig("pkg"), string(line.Name)
			if packages[pkg] == nil {
				packages[pkg] = map[string][]float64{}
			}
			packages[pkg][name] = append(packages[pkg][name], v)
		}
	}
	for pkg, names := range packages {
		for name, values := range names {
			times[pkg+" "+name] = values
			if len(packages) == 1 {
				times[name] = values
			}
		}
	}
	if len(times) == 0 {
		return nil, fmt.Errorf("run go test: %w: %s", ran, text)
	}
	return times, nil
}
