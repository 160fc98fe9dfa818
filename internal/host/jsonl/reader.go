package jsonl

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Limits are how much a reader takes.
type Limits struct {
	Line   int   // bytes of a line
	Values int   // values of a line: a byte or two of text may become a large value in memory
	Total  int64 // bytes of all lines; 0 is no limit
}

// Reader reads one value per line.
type Reader struct {
	in     *bufio.Reader
	limits Limits
	line   []byte
	read   int64
	number int
}

// NewReader returns a reader of in.
func NewReader(in io.Reader, limits Limits) *Reader {
	return &Reader{in: bufio.NewReader(in), limits: limits}
}

// Next decodes the next line into v. It returns io.EOF behind the last one. The
// last line may lack its end; where it was cut, the error is io.ErrUnexpectedEOF.
func (r *Reader) Next(v any) error {
	if err := r.next(); err != nil {
		return err
	}
	if n := values(r.line); n > r.limits.Values {
		return fmt.Errorf("line %d has %d values, and the limit is %d", r.number, n, r.limits.Values)
	}
	if err := json.Unmarshal(r.line, v); err != nil {
		if !bytes.HasSuffix(r.line, []byte("\n")) {
			err = io.ErrUnexpectedEOF // its writer ended within it
		}
		return fmt.Errorf("line %d: %w", r.number, Plain(err))
	}
	return nil
}

// next reads a line that is not blank.
func (r *Reader) next() error {
	for {
		r.line = r.line[:0]
		r.number++
		err := r.whole()
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if len(bytes.TrimSpace(r.line)) > 0 {
			return nil
		}
		if err != nil {
			return io.EOF
		}
	}
}

// whole reads up to the end of a line.
func (r *Reader) whole() error {
	for {
		part, err := r.in.ReadSlice('\n')
		r.read += int64(len(part))
		switch {
		case len(r.line)+len(part) > r.limits.Line:
			return fmt.Errorf("line %d has more than %d KiB", r.number, r.limits.Line>>10)
		case r.limits.Total > 0 && r.read > r.limits.Total:
			return fmt.Errorf("there are more than %d MiB of lines", r.limits.Total>>20)
		}
		r.line = append(r.line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

// values is how many values a line has at most: each but the first stands behind
// a comma, a bracket or a brace.
func values(line []byte) int {
	return 1 + bytes.Count(line, []byte(",")) + bytes.Count(line, []byte("[")) + bytes.Count(line, []byte("{"))
}
