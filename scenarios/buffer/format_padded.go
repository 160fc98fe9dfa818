package buffer

import (
	"fmt"
	"strings"
)

// Padded returns the format's text for records of size bytes. A text may leave out
// the padding at the end of a record. numpy infers this padding up to the next
// aligned offset, unless the last mark of byte order differs from @. Padded writes
// out the padding that numpy would not infer. It returns any other text as it is.
func (f Format) Padded(size int) string {
	own, known := f.Size()
	end := len(f.text) - 1
	if !known || size <= own || !strings.HasSuffix(f.text, "}") || f.mark == '@' && aligned(own, f.align) == size {
		return f.text
	}
	mark := ""
	if size%f.align != 0 {
		mark = "=" // no further padding
	}
	return fmt.Sprintf("%s%s%dx%s", f.text[:end], mark, size-own, f.text[end:])
}

// aligned is the first multiple of to from n on.
func aligned(n, to int) int { return (n + to - 1) / to * to }
