package threshold

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/runs/record"
)

// file keeps the launches as Go benchmark text.
type file struct {
	*record.File
	heading result.Heading
}

// newFile makes sure that the file can be written.
func newFile(folder, benchmark string, of [2]gotest.Binary) (*file, error) {
	h := record.Heading(record.Built(of[0].Path, of[1].Path))
	kept, err := record.NewFile(folder, h, "threshold", plainName(benchmark))
	return &file{kept, h}, err
}

// plainName is the name of a benchmark as a part of the name of a file.
func plainName(benchmark string) string {
	const longest = 40
	name := strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
			return r
		}
		return '-'
	}, strings.TrimPrefix(benchmark, "Benchmark"))
	return strings.Trim(name[:min(len(name), longest)], "-")
}

// saw writes the launches to the file, now and then. Its errors come again at the end.
func (m *meter) saw() {
	if m.file.Due() {
		_ = m.keep(&Outcome{Notes: m.notes, Failed: m.failed})
	}
}

// keep writes the launches, with what the outcome says of them, to the file.
func (m *meter) keep(o *Outcome) error {
	memo := m.memo
	memo.Seconds = cmp.Or(o.Spent, time.Since(m.begin)).Seconds()
	h := m.file.heading
	var err error
	if h.Comments, err = memo.comments(o); err != nil {
		return fmt.Errorf("keep the launches: %w", err)
	}
	var text bytes.Buffer
	if err := result.WritePairs(&text, h, m.pairs()); err != nil {
		return fmt.Errorf("keep the launches: %w", err)
	}
	return m.file.Write(text.Bytes())
}

// pairs are the launches, by the values of the parameter.
func (m *meter) pairs() []result.Pairs {
	var xs []int
	for x := range m.lines {
		xs = append(xs, x)
	}
	slices.Sort(xs)
	var all []result.Pairs
	for _, x := range xs {
		p := result.Pairs{Package: m.pkg, Design: result.Design{Clock: clock, Stop: result.Sequential}, Lines: *m.lines[x]}
		for i, label := range m.labels {
			p.Names[i] = record.Name(lineName(m.name, ownWords(label), m.rivals.over, x), m.spec.Packages.Procs)
		}
		all = append(all, p)
	}
	return all
}
