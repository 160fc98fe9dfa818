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

// Terminal reports whether f is a terminal.
func Terminal(f *os.File) bool {
	return f != nil && term.IsTerminal(int(f.Fd()))
}
