// Package option holds mistakes in the options of a person: the option, its value, and
// why it cannot be. It knows no command line. The command prints an option with the
// hyphen of its flag.
package option

import (
	"errors"
	"fmt"
)

// Error is a mistake in what was asked for. Whoever asked can mend it.
type Error struct {
	Option string // without a hyphen; empty if the mistake is in no single option
	Value  string // as it was given; empty if the text says it
	Text   string // why it cannot be
}

// Error implements error. It does not write hyphens: see [Error.Flag].
func (e *Error) Error() string { return e.text("") }

// Flag is the text for a person at a command line.
func (e *Error) Flag() string { return e.text("-") }

func (e *Error) text(hyphen string) string {
	switch {
	case e.Option == "":
		return e.Text
	case e.Value == "":
		return hyphen + e.Option + ": " + e.Text
	}
	return hyphen + e.Option + " " + e.Value + ": " + e.Text
}

// Errorf returns an [Error] about an option, or about the whole if option is empty.
func Errorf(option, format string, args ...any) error {
	return &Error{Option: option, Text: fmt.Sprintf(format, args...)}
}

// Valuef is [Errorf] with the value that was given.
func Valuef(option string, value any, format string, args ...any) error {
	return &Error{Option: option, Value: fmt.Sprint(value), Text: fmt.Sprintf(format, args...)}
}

// Is reports whether err is, or holds, a mistake in what was asked for.
func Is(err error) bool {
	var e *Error
	return errors.As(err, &e)
}

// Hint is an error that an option would avoid.
type Hint struct {
	Err    error
	Option string // without a hyphen
	Text   string // what the option does, such as "names another folder"
}

// Error implements error. Whoever prints it adds the hint.
func (h *Hint) Error() string { return h.Err.Error() }

// Unwrap returns the error itself.
func (h *Hint) Unwrap() error { return h.Err }
