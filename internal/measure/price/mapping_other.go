//go:build !unix

package price

import (
	"errors"

	"github.com/bufbench/bufbench/bench"
)

// Map maps nothing here.
func (f *File) Map(bench.Bytes) (bench.Op, error) {
	return bench.Op{}, errors.New("map a file for a price: not on this system")
}
