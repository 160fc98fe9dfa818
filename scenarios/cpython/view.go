//go:build cpython && cgo

package cpython

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
	return b.view(new(buffer.View)) // as in buffer.Clone: it may stay on the caller's stack
}

func (b *Buffer) view(w *buffer.View) (*buffer.View, error) {
	if b.ended || !b.line.IsLine() {
		return b.viewAny(w)
	}
	return b.line.View(&b.holding.lease, w)
}

// viewAny is view of any buffer, a released one too.
func (b *Buffer) viewAny(w *buffer.View) (*buffer.View, error) {
	switch {
	case b.odd != nil:
		return nil, b.odd.err
	case b.ended:
		return nil, fmt.Errorf("view the buffer of a python object: %w; view it before Release", buffer.ErrReleased)
	}
	return b.base.CloneTo(w)
}

// usable returns a format that has the size of the layout's items. The format of a record
// may leave out the padding at its end, but not if ctypes wrote it. A format that does not
// fit becomes bytes, as in "16s".
func usable(layout *buffer.Layout, ctypes bool) string {
	// Note: SizeOf, because a Format is large.
	size, known, err := buffer.SizeOf(layout.Format)
	switch {
	case err != nil, known && size > layout.ItemSize:
	case known && size < layout.ItemSize && (ctypes || !strings.Contains(layout.Format, "T{")):
	case layout.ItemSize == 0 && !known: // which package buffer takes for a size that is not given
	default:
		return layout.Format
	}
	return fmt.Sprintf("%ds", layout.ItemSize)
}

// Release ends the export. While views are open it is a [buffer.ErrExported]
// with their number, and the last one's Release ends the export. Where the
// calling goroutine has not the GIL the release is queued: Release never waits.
// It is made when a goroutine next enters [Interpreter.Do] or asks for a buffer.
// If none does within a moment, one is started for it. Release may be called again.
func (b *Buffer) Release() error {
	first := !b.ended
	b.ended = true
	if b.line.IsLine() {
		return b.holding.lease.Return()
	}
	if b.odd != nil {
		return b.holding.Free()
	}
	if first {
		if err := b.base.Release(); err != nil {
			return err
		}
	}
	return b.holding.lease.Release()
}

// Free gives back what C holds, once.
func (h *holding) Free() error {
	if hold := h.hold; hold != nil {
		h.hold = nil
		letGo(hold)
	}
	return nil
}
