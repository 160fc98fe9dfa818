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
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/git"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/report"
	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchmath"
)

// revisions tries "bufbench ab" on two revisions of a module with three packages. The
// second does as many parts more as the trial plants. Each package also has functions more
// and a test of them, so that the linker puts what did not change elsewhere. Beside it, the
// trial runs go test -count=10 of one after the other, with benchstat's test.
type revisions struct {
	trial
	dir      string // of everything
	bufbench string // the command
	file     file
}

// effects are what is planted, as one part in so many: 1, 2 and 5 %.
var effects = []int{100, 50, 20}

// runRevisions is the trial of revisions.
func (t trial) runRevisions(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "trial-revisions")
	if err != nil {
		return fmt.Errorf("make a folder for the trial: %w", err)
	}
	defer os.RemoveAll(dir)
	r := &revisions{trial: t, dir: dir, bufbench: filepath.Join(dir, "bufbench")}
	if r.file, err = openFile(t.out); err != nil {
		return err
	}
	if err := command(ctx, ".", "go", "build", "-o", r.bufbench, "./cmd/bufbench"); err != nil {
		return err
	}
	if err := r.round(ctx, 0, t.same); err != nil {
		return err
	}
	for _, parts := range effects {
		if err := r.round(ctx, parts, t.planted); err != nil {
			return err
		}
	}
	return nil
}

// round makes so many comparisons of an effect.
func (r *revisions) round(ctx context.Context, parts, times int) error {
	if times == 0 {
		return nil
	}
	repo := filepath.Join(r.dir, fmt.Sprint("planted-", parts))
	if err := r.plant(ctx, repo, parts); err != nil {
		return err
	}
	for i := range times {
		if err := r.grow(ctx, repo, parts, i); err != nil {
			return err
		}
		p := &revisionPeer{dir: r.dir, repo: repo, parts: parts}
		found, err := r.compare(ctx, repo, parts)
		if err != nil {
			return err
		}
		for _, o := range found {
			if err := r.file.add(o); err != nil {
				return err
			}
			if i*r.peer/100 == (i+1)*r.peer/100 {
				continue
			}
			beside, err := p.compare(ctx, o)
			if err != nil {
				return err
			}
			if err := r.file.add(beside); err != nil {
				return err
			}
		}
		fmt.Fprintf(os.Stderr, "planted %s: %d of %d\n", effect(parts), i+1, times)
	}
	return nil
}

// module is where the packages lie, from the module's folder.
const module = "scripts/trial/testdata/revisions"

// packages are those of the module that have benchmarks.
var packages = []string{"alloc", "hot", "memory"}

// plant makes a repository of one commit, tagged base.
func (r *revisions) plant(ctx context.Context, repo string, parts int) error {
	if err := os.CopyFS(repo, os.DirFS(module)); err != nil {
		return fmt.Errorf("copy the packages: %w", err)
	}
	if err := rewrite(filepath.Join(repo, "parts", "parts.go"), "All   = 100", fmt.Sprint("All   = ", max(parts, 20))); err != nil {
		return err
	}
	if err := inGit(ctx, repo, "init", "--quiet"); err != nil {
		return err
	}
	return commitAll(ctx, repo, "base")
}

// grow commits what a head has on top of the base, tagged head: a part more, unless parts
// is 0, and functions in each package, whose number and sizes the seed says.
func (r *revisions) grow(ctx context.Context, repo string, parts, seed int) error {
	if err := inGit(ctx, repo, "checkout", "--quiet", "base"); err != nil {
		return err
	}
	if parts > 0 {
		if err := rewrite(filepath.Join(repo, "parts", "parts.go"), "Extra = 0", "Extra = 1"); err != nil {
			return err
		}
	}
	for _, pkg := range packages {
		if err := os.WriteFile(filepath.Join(repo, pkg, "more_test.go"), []byte(moreFunctions(pkg, seed)), 0o666); err != nil {
			return err
		}
	}
	return commitAll(ctx, repo, "head")
}

// moreFunctions is Go source of functions that only a test calls.
func moreFunctions(pkg string, seed int) string {
	var text, calls strings.Builder
	fmt.Fprintf(&text, "package %s\n\nimport \"testing\"\n", pkg)
	for f := range seed%8 + 1 {
		fmt.Fprintf(&text, "\n//go:noinline\nfunc more%d(x uint64) uint64 {\n", f)
		for range seed/8 + f + 1 {
			fmt.Fprintln(&text, "\tx ^= x >> 7\n\tx *= 0x9e3779b97f4a7c15")
		}
		fmt.Fprintln(&text, "\treturn x\n}")
		fmt.Fprintf(&calls, "\tx = more%d(x)\n", f)
	}
	fmt.Fprintf(&text, "\nfunc TestMore(t *testing.T) {\n\tx := uint64(1)\n%s\tt.Log(x)\n}\n", calls.String())
	return text.String()
}

// rewrite replaces what a file must hold.
func rewrite(path, old, with string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !strings.Contains(string(text), old) {
		return fmt.Errorf("%s does not hold %q", path, old)
	}
	return os.WriteFile(path, []byte(strings.Replace(string(text), old, with, 1)), 0o666)
}

// commitAll commits all files, and moves a tag to that commit.
func commitAll(ctx context.Context, repo, tag string) error {
	for _, args := range [][]string{{"add", "--all"}, {"commit", "--quiet", "-m", tag}, {"tag", "--force", tag}} {
		if err := inGit(ctx, repo, args...); err != nil {
			return err
		}
	}
	return nil
}

// done is the line of a benchmark that is done: its name, pairs and time. One that is
// linked again has a line more.
var done = regexp.MustCompile(`(?m)^\S+/(\S+) Benchmark(\S+): (\d+) pairs, (\S+)$`)

// compare is one run of bufbench ab: an outcome per benchmark.
func (r *revisions) compare(ctx context.Context, repo string, parts int) ([]outcome, error) {
	document := filepath.Join(r.dir, "ab.json")
	args := []string{"ab", "-base", "base", "-head", "head", "-o", document, "-fail-on", "never", "-results", filepath.Join(r.dir, "results")}
	if r.limit > 0 {
		args = append(args, "-max-time", r.limit.String())
	}
	cmd := exec.CommandContext(ctx, r.bufbench, append(args, "./...")...)
	cmd.Dir = repo
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("run bufbench ab: %w: %s", err, said.String())
	}
	text, err := os.ReadFile(document)
	if err != nil {
		return nil, err
	}
	var doc report.ComparisonDocument
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, fmt.Errorf("read what bufbench ab says: %w", err)
	}
	all, err := outcomesOf(doc, said.String())
	if err != nil {
		return nil, err
	}
	for i := range all {
		all[i].Parts, all[i].Truth = parts, plant.Truth(parts)
	}
	if len(all) == 0 {
		return nil, errors.New("bufbench ab compared nothing: " + said.String())
	}
	return all, nil
}

// outcomesOf are the verdicts on times. What bufbench ab said meanwhile has the effort: all
// of the time, and the pairs that were judged.
func outcomesOf(doc report.ComparisonDocument, said string) (all []outcome, err error) {
	for _, m := range done.FindAllStringSubmatch(said, -1) {
		o, err := outcomeOf(doc, m[1], m[2])
		if err != nil {
			return nil, err
		}
		spent, err := time.ParseDuration(m[4])
		if err != nil {
			return nil, err
		}
		o.Seconds = spent.Seconds()
		o.Launches, _ = strconv.Atoi(m[3])
		if at := slices.IndexFunc(all, func(before outcome) bool { return before.Work == o.Work }); at >= 0 {
			o.Seconds += all[at].Seconds
			all[at] = o
			continue
		}
		all = append(all, o)
	}
	return all, nil
}

// outcomeOf is the verdict on the time of a benchmark.
func outcomeOf(doc report.ComparisonDocument, pkg, name string) (outcome, error) {
	o := outcome{Tool: "bufbench ab", Class: strings.ToLower(name), Work: pkg + "." + name}
	for _, t := range doc.Tables {
		if t.Unit != "sec/op" {
			continue
		}
		for _, row := range t.Rows {
			if !strings.Contains(row.Name, "/"+pkg+" "+name+"-") || len(row.Cells) < 2 || row.Cells[1] == nil || row.Cells[1].Against == nil {
				continue
			}
			c := row.Cells[1].Against
			o.Word = string(c.Verdict)
			if c.Ratio != nil && c.Ratio.Lo != nil && c.Ratio.Hi != nil {
				o.Center, o.Lo, o.Hi = math.Log(c.Ratio.Center), math.Log(*c.Ratio.Lo), math.Log(*c.Ratio.Hi)
			}
			return o, nil
		}
	}
	return o, fmt.Errorf("bufbench ab says nothing of %s in %s", name, pkg)
}

// revisionPeer is what most people do with two revisions.
type revisionPeer struct {
	dir, repo string
	parts     int
	built     bool
}

// compare takes as long as an outcome of bufbench ab did, and asks what benchstat
// asks.
func (p *revisionPeer) compare(ctx context.Context, like outcome) (outcome, error) {
	o := outcome{Tool: "benchstat", Class: like.Class, Work: like.Work, Parts: like.Parts, Truth: like.Truth, Word: "undecided"}
	if err := p.build(ctx); err != nil {
		return o, err
	}
	pkg, name, _ := strings.Cut(like.Work, ".")
	each := time.Duration(like.Seconds / (2 * rounds * 1.25) * float64(time.Second))
	begin := time.Now()
	var sides [2]*benchmath.Sample
	for i, side := range []string{"base", "head"} {
		cmd := exec.CommandContext(ctx, p.binary(side, pkg), "-test.run=^$", "-test.bench=^Benchmark"+name+"$", "-test.count="+strconv.Itoa(rounds), "-test.benchtime="+each.String())
		text, err := cmd.Output()
		if err != nil {
			return o, fmt.Errorf("run %s of the %s: %w", like.Work, side, err)
		}
		var values []float64
		for r := benchfmt.NewReader(strings.NewReader(string(text)), side); r.Scan(); {
			if line, ok := r.Result().(*benchfmt.Result); ok {
				v, _ := line.Value("sec/op")
				values = append(values, v)
			}
		}
		sides[i] = benchmath.NewSample(values, &benchmath.DefaultThresholds)
	}
	o.Seconds = time.Since(begin).Seconds()
	judge(&o, sides)
	return o, nil
}

func (p *revisionPeer) binary(side, pkg string) string {
	return filepath.Join(p.dir, fmt.Sprintf("%s-%s-%d.test", side, pkg, p.parts))
}

// build builds the test binaries of both revisions, once per head.
func (p *revisionPeer) build(ctx context.Context) error {
	if p.built {
		return nil
	}
	for _, side := range []string{"base", "head"} {
		if err := inGit(ctx, p.repo, "checkout", "--quiet", side); err != nil {
			return err
		}
		for _, pkg := range packages {
			if err := command(ctx, p.repo, "go", "test", "-c", "-o", p.binary(side, pkg), "./"+pkg); err != nil {
				return err
			}
		}
	}
	p.built = true
	return nil
}

// inGit runs git in the planted repository.
func inGit(ctx context.Context, dir string, args ...string) error {
	by := []string{"GIT_AUTHOR_NAME=trial", "GIT_AUTHOR_EMAIL=trial@localhost", "GIT_COMMITTER_NAME=trial", "GIT_COMMITTER_EMAIL=trial@localhost"}
	_, err := git.Call{Dir: dir, Env: by}.Output(ctx, args...)
	return err
}

// command runs a command that is to end well.
func command(ctx context.Context, dir, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, text)
	}
	return nil
}
