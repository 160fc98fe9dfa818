package machine

import (
	"io"
	"os"

	"github.com/bufbench/bufbench/internal/host/console"
	"golang.org/x/term"
)

// NoColor reports whether the environment asks for output without colour:
// NO_COLOR is set and not empty (no-color.org), or TERM is dumb.
func NoColor() bool {
	return os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb"
}

// Color reports whether what is written to w is to have colours: w is a
// terminal, or CLICOLOR_FORCE is set and not 0 (bixense.com/clicolors); and
// nothing asks for none (see [NoColor]).
func Color(w io.Writer) bool {
	if NoColor() {
		return false
	}
	if force := os.Getenv("CLICOLOR_FORCE"); force != "" && force != "0" {
		return true
	}
	f, is := console.Raw(w).(interface{ Fd() uintptr })
	return is && term.IsTerminal(int(f.Fd()))
}

// Columns is the width of the terminal that w writes to; 0 if w is no terminal.
func Columns(w io.Writer) int {
	f, is := console.Raw(w).(interface{ Fd() uintptr })
	if !is {
		return 0
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return columns
}

// Terminal reports whether f is a terminal.
func Terminal(f *os.File) bool {
	return f != nil && term.IsTerminal(int(f.Fd()))
}
