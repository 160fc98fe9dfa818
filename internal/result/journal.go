package result

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/bufbench/bufbench/internal/launch"
)

// ReadJournal returns the records of a journal, whole launches only. Where the
// journal is cut or damaged the launches before that place are returned beside
// an error that says how many they are.
func ReadJournal(in io.Reader, name string) ([]launch.Record, error) {
	var records []launch.Record
	whole := 0
	r := bufio.NewReader(in)
	for {
		member, err := nextMember(r)
		if errors.Is(err, io.EOF) {
			return records, nil
		}
		if err != nil {
			return records, fmt.Errorf("read the journal %s: it is cut or damaged behind %d whole launches: %w", name, whole, err)
		}
		records = append(records, member...)
		whole++
	}
}

// nextMember reads the records of one gzip member, which is one launch; io.EOF
// is said only where no byte of a member is left.
func nextMember(r *bufio.Reader) ([]launch.Record, error) {
	if _, err := r.Peek(1); err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, cut(err)
	}
	z.Multistream(false)
	var records []launch.Record
	dec := json.NewDecoder(z)
	for {
		var one launch.Record
		switch err := dec.Decode(&one); {
		case err == io.EOF: // the member's own end, its checksum verified
			return records, nil
		case err != nil:
			return nil, cut(err)
		}
		records = append(records, one)
	}
}

// cut keeps an end in the middle of a member from looking like the journal's.
func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
