//go:build cpython && cgo

package cpython

/*
#include "py_hold.h"
*/
import "C"

import (
	"fmt"
	"strings"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// View returns a view of the memory. If the format is invalid, or contradicts the
// size of the items, the view takes the items as bytes, as in "16s". ctypes gives
// such a format to structures with padding. [Buffer.Layout] has the exporter's words.
// Records keep a format that ends before their padding, as numpy's does. The export
// ends when the Buffer, all of its views and all slices of them are released. Views may
// be read and released on any goroutine, without the GIL. Python code may write to the
// same bytes meanwhile: the callers must prevent this.
func (b *Buffer) View() (*buffer.View, error) {
	if b.ended {
		return nil, fmt.Errorf("view a buffer of %s: %w", b.layout, buffer.ErrReleased)
	}
	if b.base != nil {
		return buffer.At(b.lease, b.start, b.usable())
	}
	lease := buffer.NewLease(b.drop)
	// Unsafe: the exporter keeps its memory at start in place while it is
	// held, which is until drop, and vouches for the bounds.
	base, err := buffer.At(lease, b.start, b.usable())
	if err != nil {
		return nil, fmt.Errorf("view a buffer: %w", err)
	}
	if base.Len() != b.size {
		return nil, fmt.Errorf("view a buffer of %s: its exporter says %d bytes: %w", b.layout, b.size, buffer.ErrSize)
	}
	b.base, b.lease = base, lease
	return buffer.At(b.lease, b.start, b.usable())
}

// usable returns the layout with a format that has the size of its items. The format
// of a record may leave out the padding at its end. A format that does not fit
// becomes bytes, as in "16s".
func (b *Buffer) usable() buffer.Layout {
	layout := b.layout
	format, err := buffer.ParseFormat(layout.Format)
	size, known := format.Size()
	record := strings.Contains(layout.Format, "T{") && !b.ctypes
	switch {
	case err != nil, known && size > layout.ItemSize, known && size < layout.ItemSize && !record:
	case layout.ItemSize == 0 && !known: // which package buffer takes for a size that is not given
	default:
		return layout
	}
	layout.Format = fmt.Sprintf("%ds", layout.ItemSize)
	return layout
}

// Release ends the export. While views are open it is a [buffer.ErrExported]
// with their number, and the last one's Release ends the export. Where the
// calling goroutine has not the GIL the release is queued: Release never waits.
// It is made when a goroutine next enters [Interpreter.Do] or asks for a buffer.
// If none does within a moment, one is started for it. Release may be called again.
func (b *Buffer) Release() error {
	first := !b.ended
	b.ended = true
	if b.base == nil {
		return b.drop()
	}
	if first {
		if err := b.base.Release(); err != nil {
			return err
		}
	}
	return b.lease.Release()
}

// drop gives back what C holds, once.
func (b *Buffer) drop() error {
	if hold := b.hold.Swap(nil); hold != nil {
		letGo(hold)
	}
	return nil
}
