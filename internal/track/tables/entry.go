package tables

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/series"
)

// Entry is a file as the tables have it.
type Entry struct {
	Name string
	Hash [sha256.Size]byte // of its text
	File *series.File
	Body []byte // its text, to be added; nil where a folder has it
}

// EntryOf is the entry of a text.
func EntryOf(name string, text []byte, f *series.File) Entry {
	return Entry{Name: name, Hash: sha256.Sum256(text), File: f}
}

// Fits returns an error if tables cannot keep what an entry says: databases take no bytes
// that are no UTF-8.
func (e Entry) Fits() error {
	texts := []string{e.Name}
	for _, u := range e.File.Units {
		texts = append(texts, u.Unit, u.Original, u.Key, u.Value)
	}
	for _, p := range e.File.Problems {
		texts = append(texts, p.What, p.Mend)
	}
	for _, r := range e.File.Runs {
		texts = append(texts, r.Origin.Commit, r.Origin.Base, r.Origin.Subject)
		for _, k := range r.Layout.Keys {
			texts = append(texts, k.Package, k.Name, k.Unit, k.Env)
		}
	}
	for _, t := range texts {
		if !utf8.ValidString(t) || strings.ContainsRune(t, 0) {
			return fmt.Errorf("a database keeps only UTF-8 text, and %q is none", t)
		}
	}
	return nil
}

// facts are what the tables say of a file, but for the values.
type facts struct {
	Name     string
	Hash     []byte
	Added    time.Time
	Units    []series.Unit
	Problems []series.Problem
	Runs     []run
}

type run struct {
	ID     series.ID
	Origin record.Origin
}

// seal is a hash of all that the tables say of a file. The IDs of its runs are hashes of
// their values.
func (e Entry) seal() ([]byte, error) {
	f := facts{Name: e.Name, Hash: e.Hash[:], Added: e.File.Added.UTC(), Units: e.File.Units, Problems: e.File.Problems}
	for _, r := range e.File.Runs {
		o := r.Origin
		o.Committed, o.Measured = o.Committed.UTC(), o.Measured.UTC()
		f.Runs = append(f.Runs, run{r.ID(), o})
	}
	text, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("seal %s: %w", e.Name, err)
	}
	sum := sha256.Sum256(text)
	return sum[:], nil
}

// stamp is a time as text; empty if there is none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// unstamp reads what stamp wrote. Anything else is no time: the seal tells.
func unstamp(text string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}
