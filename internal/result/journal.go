package result

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/bufbench/bufbench/internal/host/jsonl"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// Entry is one entry of a journal: the plan, the findings of proof and calibration in
// one case, a record, an event, or the end of the run.
type Entry struct {
	Plan  json.RawMessage `json:"plan,omitempty"`
	Tried *Tried          `json:"tried,omitempty"`
	Ended bool            `json:"ended,omitempty"`
	Note  string          `json:"note,omitempty"` // of an event
	launch.Record
}

// IsRecord reports whether it is a record.
func (e Entry) IsRecord() bool { return e.Plan == nil && e.Tried == nil && !e.Ended && e.Note == "" }

// Tried has the findings of proof and calibration in one case.
type Tried struct {
	Scenario string       `json:"scenario"`
	Trial    launch.Trial `json:"trial"`
}

// ReadJournal returns the records of a journal, whole launches only. If the journal is
// cut or damaged, it returns the launches before that place and an error with their
// number.
func ReadJournal(in io.Reader, name string) ([]launch.Record, error) {
	var records []launch.Record
	_, err := WalkJournal(in, name, func(e Entry) error {
		if e.IsRecord() {
			records = append(records, e.Record)
		}
		return nil
	})
	return records, err
}

// Cut is the error of a journal that is cut or damaged behind a place.
type Cut struct {
	Name     string
	Launches int // whole ones before that place
	Err      error
}

// Error implements error.
func (c *Cut) Error() string {
	return fmt.Sprintf("read the journal %s: it is cut or damaged behind %d whole launches: %v", c.Name, c.Launches, c.Err)
}

// Unwrap returns what was met there.
func (c *Cut) Unwrap() error { return c.Err }

// The limits of a journal. A launch of eight cases takes about a megabyte, and
// what a journal unpacks to says nothing of its own size.
const mostMember = 64 << 20

var entryLimits = jsonl.Limits{Line: 16 << 20, Values: 1 << 19}

// WalkJournal hands over the entries of a journal in order, member by member. It leaves
// out a member that is not whole. It returns where the last whole one ends, in bytes.
// An error of visit ends it, and so does a member that is whole and holds no entries.
func WalkJournal(in io.Reader, name string, visit func(Entry) error) (end int64, err error) {
	counted := &counter{in: in}
	r := bufio.NewReader(counted)
	launches := 0
	for {
		member, err := nextMember(r)
		var large *tooLarge
		switch {
		case errors.Is(err, io.EOF):
			return end, nil
		case errors.As(err, &large):
			return end, fmt.Errorf("read the journal %s behind %d whole launches: %w", name, launches, err)
		case err != nil:
			return end, &Cut{name, launches, err}
		}
		records, err := walkMember(member, visit)
		if err != nil {
			return end, fmt.Errorf("read the journal %s behind %d whole launches: %w", name, launches, err)
		}
		end = counted.n - int64(r.Buffered())
		if records {
			launches++
		}
	}
}

// walkMember hands over the entries of a member, and reports whether it is a
// launch's: one of records, or of none at all.
func walkMember(member []byte, visit func(Entry) error) (records bool, err error) {
	lines := jsonl.NewReader(bytes.NewReader(member), entryLimits)
	for n := 0; ; n++ {
		var e Entry
		switch err := lines.Next(&e); {
		case errors.Is(err, io.EOF):
			return records || n == 0, nil
		case err != nil:
			return false, fmt.Errorf("%w (bring back a copy of it, or start anew)", err)
		}
		records = records || e.IsRecord()
		if err := visit(e); err != nil {
			return false, err
		}
	}
}

// counter counts what is read.
type counter struct {
	in io.Reader
	n  int64
}

// Read implements io.Reader.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	return n, err
}

// nextMember reads the text of one gzip member. A member holds all that was written
// at once. The error is io.EOF only if no byte of a member is left.
func nextMember(r *bufio.Reader) ([]byte, error) {
	if _, err := r.Peek(1); err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, cut(err)
	}
	z.Multistream(false)
	text, err := io.ReadAll(io.LimitReader(z, mostMember+1)) // to its own end, its checksum verified
	if err != nil {
		return nil, cut(err)
	}
	if len(text) > mostMember {
		return nil, &tooLarge{}
	}
	return text, nil
}

// tooLarge is the error of a member that no launch fills.
type tooLarge struct{}

// Error implements error.
func (*tooLarge) Error() string {
	return fmt.Sprintf("what was written at once unpacks to more than %d MiB, which is no launch", mostMember>>20)
}

// cut keeps an end in the middle of a member from looking like the journal's.
func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
