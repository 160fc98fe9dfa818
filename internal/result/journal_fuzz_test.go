package result_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"testing"

	"github.com/bufbench/bufbench/internal/result"
)

// packed is a journal with a member for each text.
func packed(texts ...string) []byte {
	var journal bytes.Buffer
	for _, text := range texts {
		z := gzip.NewWriter(&journal)
		z.Write([]byte(text))
		z.Close()
	}
	return journal.Bytes()
}

// FuzzWalkJournal: any bytes are read to an end, and behind it nothing is said to
// be whole.
func FuzzWalkJournal(f *testing.F) {
	const record = `{"scenario":"A","case":{"Size":64,"Passes":1},"launch":1,"procs":2,"rivals":[{"name":"copy"}],"blocks":[{"rounds":[[{"Lives":1,"Wall":5}]]}]}` + "\n"
	whole := packed(`{"plan":{"Version":2}}`+"\n", record, record+record, `{"ended":true}`+"\n")
	f.Add(whole)
	f.Add(whole[:len(whole)-7])
	f.Add(packed("", "[[[[", "{}\n{}\n", `{"plan":1}{"plan":2}`))
	f.Add([]byte("no gzip"))
	f.Fuzz(func(t *testing.T, journal []byte) {
		visited := 0
		end, err := result.WalkJournal(bytes.NewReader(journal), "j", func(result.Entry) error { visited++; return nil })
		if end < 0 || end > int64(len(journal)) {
			t.Fatalf("the last whole member ends at %d of %d", end, len(journal))
		}
		var cut *result.Cut
		if err == nil && end != int64(len(journal)) || errors.As(err, &cut) && cut.Launches < 0 {
			t.Errorf("%v, and the last whole member ends at %d of %d", err, end, len(journal))
		}
		// What is whole is read again alike.
		again := 0
		if _, err := result.WalkJournal(bytes.NewReader(journal[:end]), "j", func(result.Entry) error { again++; return nil }); err != nil || again > visited {
			t.Errorf("the whole members by themselves: %d entries and %v, want at most %d and no error", again, err, visited)
		}
	})
}
