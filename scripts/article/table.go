package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"syscall"
	"text/tabwriter"

	"github.com/bufbench/bufbench/internal/host/pythons"
)

var titles = []string{"kind", "right answer", "as printed", "PY_SSIZE_T_CLEAN", "repaired", "buffer_example"}

// cells are a row's.
func (r row) cells(code func(string) string) []string {
	cells := []string{r.name, code(short(r.want))}
	for _, a := range r.answers {
		cells = append(cells, a.text(code))
	}
	return cells
}

// text is an answer in a few words.
func (a answer) text(code func(string) string) string {
	switch a.Outcome {
	case right:
		return "right"
	case wrong:
		return "wrong: " + code(short(a.Seen))
	case raised:
		return a.Seen
	case killed:
		return "killed: " + a.Seen
	}
	return "not here: no " + a.Seen
}

// short keeps what fits a cell.
func short(s string) string {
	const most = 22
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

func plain(w io.Writer, p pythons.Python, rows []row) error {
	asIs := func(s string) string { return s }
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "CPython %s, a process for each call\n\n", p.Version)
	fmt.Fprintln(out, strings.Join(titles, "\t"))
	for _, r := range rows {
		fmt.Fprintln(out, strings.Join(r.cells(asIs), "\t"))
	}
	return out.Flush()
}

func asMarkdown(w io.Writer, p pythons.Python, rows []row) error {
	var out bytes.Buffer
	fmt.Fprintf(&out, "CPython %s:\n\n", p.Version)
	line := func(cells []string) { fmt.Fprintf(&out, "| %s |\n", strings.Join(cells, " | ")) }
	line(titles)
	fmt.Fprintf(&out, "|%s\n", strings.Repeat("---|", len(titles)))
	for _, r := range rows {
		line(r.cells(func(s string) string {
			return "`" + strings.NewReplacer("`", "'", "|", "\\|").Replace(s) + "`"
		}))
	}
	_, err := out.WriteTo(w)
	return err
}

// signalName is the common name of a signal that ends a failed process.
func signalName(s syscall.Signal) string {
	names := map[syscall.Signal]string{
		syscall.SIGSEGV: "SIGSEGV", syscall.SIGBUS: "SIGBUS", syscall.SIGABRT: "SIGABRT",
		syscall.SIGILL: "SIGILL", syscall.SIGFPE: "SIGFPE", syscall.SIGTRAP: "SIGTRAP",
	}
	if name, known := names[s]; known {
		return name
	}
	return fmt.Sprintf("signal %d", int(s))
}
