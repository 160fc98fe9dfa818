//go:build !cpython || !cgo

package cpython

import "github.com/bufbench/bufbench/scenarios/buffer"

// Buffer is one export of an object's memory to Go: the object stays alive, and
// its memory in place, until Release. Its methods may be called from any
// goroutine, with the GIL or without, but not several at the same time; views
// of it are free of that.
type Buffer struct{}

// Buffer asks o for its memory, in one call of C, with the GIL or without. The
// caller releases the buffer. The error is a [*Refusal].
func (*Interpreter) Buffer(o *Object, flags Flags) (*Buffer, error) { return nil, absent() }

// MemoryView is PyMemoryView_GET_BUFFER of o done right, in one call of C. o must be a
// memoryview (ErrNotMemoryView), and neither o nor the buffer shared with its slices
// may be released (buffer.ErrReleased). o is exported once more, so Python's release()
// fails until the caller's [Buffer.Release].
func (*Interpreter) MemoryView(o *Object) (*Buffer, error) { return nil, absent() }

// Layout is what the exporter said, as far as it was asked: it is a single
// dimension of bytes unless ND was.
func (*Buffer) Layout() buffer.Layout { return buffer.Layout{} }

// Len is the bytes of all items, which need not lie side by side.
func (*Buffer) Len() int { return 0 }

// Flags are what was asked for.
func (*Buffer) Flags() Flags { return 0 }

// View returns a view of the memory. If the format is invalid, or contradicts the
// size of the items, the view takes the items as bytes, as in "16s". ctypes gives
// such a format to structures with padding. [Buffer.Layout] has the exporter's words.
// Records keep a format that ends before their padding, as numpy's does. The export
// ends when the Buffer, all of its views and all slices of them are released. Views may
// be read and released on any goroutine, without the GIL. Python code may write to the
// same bytes meanwhile: the callers must prevent this.
func (*Buffer) View() (*buffer.View, error) { return nil, absent() }

// Release ends the export. While views are open it is a [buffer.ErrExported]
// with their number, and the last one's Release ends the export. Where the
// calling goroutine has not the GIL the release is queued: Release never waits.
// It is made when a goroutine next enters [Interpreter.Do] or asks for a buffer.
// If none does within a moment, one is started for it. Release may be called again.
func (*Buffer) Release() error { return absent() }

// With calls f with the memory of o as a slice, which is Python's own memory, and returns
// f's error. It is the shortest way to the numbers of an array: it allocates nothing. The
// object must hold items of type T, as [buffer.As] has it; the error is of its kinds,
// or a [*Refusal]. An array of several dimensions comes in C order.
//
// Meanwhile the object cannot be resized. f must not write to the slice, and must not
// keep it. Inside [Interpreter.Do] f has the GIL. Elsewhere With takes the GIL at its
// start and at its end only, as Do does, so f may take its time; the callers must agree
// whether Python code may write to the same bytes meanwhile.
func With[T buffer.Scalar](py *Interpreter, o *Object, f func([]T) error) error { return absent() }

// Change is [With] for an f that writes. Memory that Python does not let others write is
// refused.
func Change[T buffer.Scalar](py *Interpreter, o *Object, f func([]T) error) error { return absent() }
