package buffer

import (
	"fmt"
	"strings"
)

// Padded is the text of records of size bytes. Padding at their end, which a text
// need not have, is written out where numpy would not infer it: that takes an
// item to end where the next is aligned, unless the last mark of byte order is
// another one than @. Any other text is returned as it is.
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
