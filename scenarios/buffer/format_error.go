package buffer

import (
	"errors"
	"fmt"
)

// ErrValue is the kind of refusal, for errors.Is, of a value that a format
// cannot hold: of another type, out of range, or of another number of values;
// and of bytes that are no value of the format.
var ErrValue = errors.New("value")

// refuse returns the error of an operation on a format. A format may be as long
// as its exporter likes, so only the start of it is shown.
func refuse(op, format string, kind error, detail string, args ...any) error {
	const shown = 80
	if len(format) > shown {
		format = format[:shown] + "…"
	}
	return &Error{Op: op, On: fmt.Sprintf("format %q", format), Kind: kind, Detail: fmt.Sprintf(detail, args...)}
}

// show is a value for an error: its type, and itself if it is short.
func show(value any) string {
	switch v := value.(type) {
	case []any:
		return fmt.Sprintf("a []any of %d values", len(v))
	case []byte:
		return fmt.Sprintf("%d bytes", len(v))
	case string:
		return fmt.Sprintf("string %q", shorten(v))
	}
	return fmt.Sprintf("%T %v", value, value)
}
