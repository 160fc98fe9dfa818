package goheap

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
)

// most is the largest source, for scenarios whose source is larger than the case's
// bytes.
const most = 256 * bench.MiB

// affordable refuses a source of more than [most] bytes. what names it.
func affordable(b *bench.Block, what string, size bench.Bytes) error {
	if size <= most {
		return nil
	}
	fits := max(most/(size/b.Case.Size), word)
	return b.Skip(fmt.Sprintf("the %s would take %s, and at most %s are made", what, size, most), "-sizes "+fits.String())
}
