package file

import (
	"fmt"
	"os"

	"github.com/bufbench/bufbench/bench"
)

// chunk is how much of the data is in memory while it is written. Much garbage of the
// source would make the collector run more often.
const chunk = 1 * bench.MiB

// elsewhere ends the errors of files: their place may be full, or allow none so large.
const elsewhere = "(TMPDIR names another place)"

// written returns the block's data in an unnamed file, which is closed with
// the block. It stays in the page cache: it was just written, and is closed
// before the system cares to write it back.
func written(b *bench.Block) (*os.File, error) {
	f, err := unnamed(os.TempDir())
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w %s", err, elsewhere)
	}
	b.Defer(func() { _ = f.Close() }) // nothing is kept, so nothing can be lost
	if err := fill(b, f); err != nil {
		return nil, err
	}
	b.Own(bench.Owner{Poke: func(i int, x byte) error { return poke(f, i, x) }})
	return f, nil
}

// fill writes Case.Size bytes to f, each chunk from a seed of its own: the
// block's Fill begins anew at every call.
func fill(b *bench.Block, f *os.File) error {
	p := make([]byte, min(b.Case.Size, chunk))
	for at := bench.Bytes(0); at < b.Case.Size; at += chunk {
		part := p[:min(chunk, b.Case.Size-at)]
		bench.NewBlock(b.Case, b.Seed+uint64(at)).Fill(part)
		if _, err := f.WriteAt(part, int64(at)); err != nil {
			return fmt.Errorf("write %s at %s of a file in %s: %w %s", bench.Bytes(len(part)), at, os.TempDir(), err, elsewhere)
		}
	}
	return nil
}

// poke changes byte i of f through the file itself: pread, pwrite.
func poke(f *os.File, i int, x byte) error {
	var p [1]byte
	if _, err := f.ReadAt(p[:], int64(i)); err != nil {
		return fmt.Errorf("read byte %d of the file: %w", i, err)
	}
	p[0] ^= x
	if _, err := f.WriteAt(p[:], int64(i)); err != nil {
		return fmt.Errorf("write byte %d of the file: %w", i, err)
	}
	return nil
}

// removed returns a file in dir whose name is gone as soon as it is open.
func removed(dir string) (*os.File, error) {
	f, err := os.CreateTemp(dir, "bufbench-")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		_ = f.Close() // the first error is the one to report
		return nil, err
	}
	return f, nil
}
