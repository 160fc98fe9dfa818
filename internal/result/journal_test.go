package result_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/result"
)

// journalOf reads a journal that is whole.
func journalOf(t *testing.T, text string) []launch.Record {
	t.Helper()
	found, err := result.ReadJournal(strings.NewReader(text), "j.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// journal is one of four launches of a case or two, with their records and
// where each launch ends in it.
func journal(t *testing.T) (text string, ends []int, launches [][]launch.Record) {
	t.Helper()
	w := create(t)
	name := strings.TrimSuffix(w.Path(), ".txt") + ".jsonl.gz"
	for n := range 4 {
		some := records("A", at(64, 1), n+1)
		if n != 1 {
			some = append(some, records("B", at(33, 4, bench.Axis{Key: "object", Value: "numpy"}), n+1)...)
		}
		if err := w.Append(nil, some); err != nil {
			t.Fatal(err)
		}
		launches = append(launches, some)
		text = read(t, name)
		ends = append(ends, len(text))
	}
	return text, ends, launches
}

func TestReadJournal(t *testing.T) {
	text, _, launches := journal(t)
	if got, want := journalOf(t, text), slices.Concat(launches...); !reflect.DeepEqual(got, want) {
		t.Errorf("ReadJournal = %+v, want %+v", got, want)
	}
	for _, test := range []struct {
		name, text string
		whole      int    // records
		bad        string // part of the error; empty for none
	}{
		{"empty", "", 0, ""},
		{"a launch without records", member("") + member(""), 0, ""},
		{"no gzip", "a journal\n", 0, "read the journal j.jsonl.gz: it is cut or damaged behind 0 whole launches: "},
		{"no gzip behind launches", text + "a journal\n", 7, "behind 4 whole launches: "},
		{"zeros behind launches, as a crashed disk leaves them", text + strings.Repeat("\x00", 100), 7, "behind 4 whole launches: "},
		{"no JSON in it", text + member("a journal\n"), 7, "behind 4 whole launches: "},
		{"half a record in it", text + member(`{"scenario":"A",`), 7, "behind 4 whole launches: "},
		{"a record and a half in it", text + member(`{"scenario":"A"} {"scen`), 7, "behind 4 whole launches: "},
		{"a record of another shape", text + member(`{"launch":"first"}`), 7, "behind 4 whole launches: "},
		{"a record of a later version", text + member(`{"scenario":"A","weather":"fair"}`), 8, ""},
	} {
		got, err := result.ReadJournal(strings.NewReader(test.text), "j.jsonl.gz")
		if len(got) != test.whole || (err == nil) != (test.bad == "") || err != nil && !strings.Contains(err.Error(), test.bad) {
			t.Errorf("%s: ReadJournal = %d records, %v, want %d and %q", test.name, len(got), err, test.whole, test.bad)
		}
	}
	unreadable := errors.New("unreadable")
	got, err := result.ReadJournal(io.MultiReader(strings.NewReader(text), failing{unreadable}), "j.jsonl.gz")
	if len(got) != 7 || !errors.Is(err, unreadable) {
		t.Errorf("from a disk that fails: ReadJournal = %d records, %v, want 7 and %v", len(got), err, unreadable)
	}
}

// failing is a file that cannot be read.
type failing struct{ err error }

// Read implements io.Reader.
func (f failing) Read([]byte) (int, error) { return 0, f.err }

// member is one gzip member.
func member(text string) string {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	io.WriteString(z, text)
	z.Close()
	return packed.String()
}

// TestCutJournal: a journal cut anywhere gives its whole launches, and says
// that it is cut unless that is between two.
func TestCutJournal(t *testing.T) {
	text, ends, launches := journal(t)
	for cut := range len(text) + 1 {
		var want []launch.Record
		for i, end := range ends {
			if end <= cut {
				want = append(want, launches[i]...)
			}
		}
		got, err := result.ReadJournal(strings.NewReader(text[:cut]), "j.jsonl.gz")
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("of %d bytes of the journal %d records are read, want %d", cut, len(got), len(want))
		}
		if border := cut == 0 || slices.Contains(ends, cut); border != (err == nil) || err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatalf("%d bytes of the journal: %v, and that they end with a launch is %v", cut, err, border)
		}
	}
}

// TestFlippedJournal: a flipped byte is an error and costs its launch and those
// behind it, or it costs nothing: a few bits of gzip (a time, a system, what
// fills the last byte) mean nothing, and nothing vouches for them.
func TestFlippedJournal(t *testing.T) {
	text, ends, launches := journal(t)
	all, found := slices.Concat(launches...), 0
	for _, mask := range []byte{0xff, 0x01, 0x80} {
		for at := range len(text) {
			var before []launch.Record
			for i, end := range ends {
				if end <= at {
					before = append(before, launches[i]...)
				}
			}
			flipped := []byte(text)
			flipped[at] ^= mask
			got, err := result.ReadJournal(bytes.NewReader(flipped), "j.jsonl.gz")
			switch {
			case err != nil && reflect.DeepEqual(got, before):
				found++
			case err != nil || !reflect.DeepEqual(got, all):
				t.Fatalf("byte %d flipped by %#x: %d records, %v, want %d and an error", at, mask, len(got), err, len(before))
			}
		}
	}
	if least := 3 * len(text) * 9 / 10; found < least {
		t.Errorf("%d of %d flipped bytes are found, want %d", found, 3*len(text), least)
	}
}

// FuzzReadJournal: bytes from outside never crash it, what is whole before them
// is returned, and what was read can be written and read again as the same.
func FuzzReadJournal(f *testing.F) {
	f.Add([]byte(""))
	f.Add([]byte("\x1f\x8b\x08"))
	f.Add([]byte(`{"scenario":"A","case":{"Size":64,"Passes":1,"Axes":[{"Key":"object","Value":"numpy"}]},"launch":1,"seed":18446744073709551615}`))
	f.Add([]byte(`{"rivals":[{"name":"copy","allocs":0.1}],"blocks":[{"rounds":[[{"Lives":1,"Wall":2}]]},{}]} {"launch":2}`))
	f.Add([]byte(`{"launch":1e9,"took_ns":-1,"procs":null,"blocks":null}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		whole := member(`{"scenario":"A"}`)
		got, err := result.ReadJournal(io.MultiReader(strings.NewReader(whole), bytes.NewReader(text)), "j")
		if len(got) == 0 || got[0].Scenario != "A" || err == nil && len(text) == 0 && len(got) != 1 {
			t.Errorf("ReadJournal(a launch and %q) = %+v, %v, want the launch first", text, got, err)
		}
		got, err = result.ReadJournal(strings.NewReader(member(string(text))), "j")
		if err != nil {
			if len(got) > 0 {
				t.Errorf("ReadJournal(%q) = %d records and %v, want whole launches only", text, len(got), err)
			}
			return
		}
		var again strings.Builder
		for _, r := range got {
			line, err := json.Marshal(r)
			if err != nil {
				t.Fatalf("%+v, read from %q, cannot be written: %v", r, text, err)
			}
			again.Write(line)
		}
		if same := journalOf(t, member(again.String())); !reflect.DeepEqual(same, got) {
			t.Errorf("%q is read as %+v, and written and read again as %+v", text, got, same)
		}
	})
}
